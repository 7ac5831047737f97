// SPDX-License-Identifier: GPL-2.0-or-later
// What is being played: a lab, or a recording.
#pragma once
#include <QStackedWidget>

#include "emu/session/view.hpp"

namespace vectorscope {

struct Actions;
class LabPanel;
class PanelHeading;
class ReplayPanel;

class ScorePanel : public QStackedWidget {
  Q_OBJECT
 public:
  explicit ScorePanel(const Actions& actions, QWidget* parent = nullptr);
  void set_view(const MachineView& view);
  [[nodiscard]] PanelHeading* heading() { return heading_; }
  [[nodiscard]] LabPanel& lab() { return *lab_; }

 private:
  PanelHeading* heading_;  ///< sits in the dock's title bar
  LabPanel* lab_;
  ReplayPanel* replay_;
};

}  // namespace vectorscope
