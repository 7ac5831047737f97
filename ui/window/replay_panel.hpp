// SPDX-License-Identifier: GPL-2.0-or-later
// The open recording: how far it has been played, and whether it ended as recorded.
#pragma once
#include <QWidget>

#include "emu/session/view.hpp"

class QLabel;
class QProgressBar;

namespace vectorscope {

struct Actions;

class ReplayPanel : public QWidget {
  Q_OBJECT
 public:
  explicit ReplayPanel(const Actions& actions, QWidget* parent = nullptr);
  void set_view(const MachineView& view);

 private:
  QLabel* title_;
  QProgressBar* progress_;
  QLabel* where_;
  QLabel* words_;
};

}  // namespace vectorscope
