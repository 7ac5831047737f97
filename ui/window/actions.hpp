// SPDX-License-Identifier: GPL-2.0-or-later
// Everything that a person can ask of the window: one QAction each, in the
// menus, on its keys, on the cheat sheet, and where there is one, on a button.
#pragma once
#include <QAction>
#include <QList>

#include <array>

#include "ui/bridge/speed.hpp"

namespace vectorscope {

struct Actions {
  explicit Actions(QWidget& window);

  QAction* open;
  QAction* open_demo;
  QAction* export_timeline;
  QAction* quit;

  QAction* run;         ///< checked while the machine runs; its text says what a click does
  QAction* step_core;
  QAction* step_all;
  QAction* run_round;
  QAction* kill;
  QAction* freeze;
  std::array<QAction*, kSpeeds.size()> speeds;
  std::array<QAction*, 10> choose_core;  ///< digit n
  std::array<QAction*, 10> step_nth;     ///< Shift+n

  QAction* reset_layout;
  QAction* reduced_motion;
  QAction* cheat_sheet;

  /// In the order of the cheat sheet.
  [[nodiscard]] QList<QAction*> all() const;
};

QString speed_words(Speed speed);  ///< "5 steps/s", "full speed"

}  // namespace vectorscope
