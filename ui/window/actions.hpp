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
  QAction* start_again; ///< whatever is open, from its beginning
  QAction* quit;

  QAction* run;         ///< checked while the machine runs; its text says what a click does
  QAction* step_core;
  QAction* step_all;
  QAction* run_round;
  QAction* kill;
  QAction* freeze;
  QAction* drain;       ///< where the machine has store buffers
  std::array<QAction*, kSpeeds.size()> speeds;
  std::array<QAction*, 10> choose_core;  ///< digit n
  std::array<QAction*, 10> step_nth;     ///< Shift+n

  QAction* labs;           ///< the page that lists them
  QAction* compare;        ///< the page that puts variants beside each other
  QAction* play;           ///< the script or the recording; checked while it plays
  QAction* next_line;
  QAction* play_step;
  QAction* exchange;       ///< published and repaired; its text says which comes
  QAction* explain;
  QAction* speaker_notes;

  QAction* reset_layout;
  QAction* reduced_motion;
  QAction* cheat_sheet;

  /// In the order of the cheat sheet.
  [[nodiscard]] QList<QAction*> all() const;
};

QString speed_words(Speed speed);  ///< "5 steps/s", "full speed"

}  // namespace vectorscope
