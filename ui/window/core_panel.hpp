// SPDX-License-Identifier: GPL-2.0-or-later
// The chosen core: its situation in words, its registers, its code.
#pragma once
#include <QWidget>

#include "emu/session/view.hpp"

namespace vectorscope {

class DisassemblyView;
class PanelHeading;
class RegistersView;

class CorePanel : public QWidget {
  Q_OBJECT
 public:
  explicit CorePanel(QWidget* parent = nullptr);
  void set_view(const MachineView& view);
  [[nodiscard]] PanelHeading* heading() { return heading_; }

 private:
  PanelHeading* heading_;  ///< sits in the dock's title bar
  RegistersView* registers_;
  DisassemblyView* code_;
};

}  // namespace vectorscope
