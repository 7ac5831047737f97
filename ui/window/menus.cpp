// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/menus.hpp"

#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

#include "ui/window/actions.hpp"

namespace vectorscope {
namespace {

void make_file(QMenuBar& bar, const Actions& actions) {
  QMenu* menu = bar.addMenu("&File");
  menu->setObjectName("menu-file");
  menu->addActions({actions.open, actions.open_demo, actions.start_again});
  menu->addSeparator();
  menu->addAction(actions.export_timeline);
  menu->addSeparator();
  menu->addAction(actions.quit);
}

void make_machine(QMenuBar& bar, const Actions& actions) {
  QMenu* menu = bar.addMenu("&Machine");
  menu->setObjectName("menu-machine");
  menu->addActions({actions.run, actions.step_core, actions.step_all, actions.run_round});
  QMenu* speed = menu->addMenu("Speed");
  for (QAction* action : actions.speeds) speed->addAction(action);
}

void make_cores(QMenuBar& bar, const Actions& actions) {
  QMenu* menu = bar.addMenu("&Cores");
  menu->setObjectName("menu-cores");
  menu->addActions({actions.kill, actions.freeze, actions.drain});
  QMenu* choose = menu->addMenu("Choose");
  for (QAction* action : actions.choose_core) choose->addAction(action);
  QMenu* step = menu->addMenu("Step");
  for (QAction* action : actions.step_nth) step->addAction(action);
}

void make_labs(QMenuBar& bar, const Actions& actions) {
  QMenu* menu = bar.addMenu("&Labs");
  menu->setObjectName("menu-labs");
  menu->addAction(actions.labs);
  menu->addSeparator();
  menu->addActions({actions.play, actions.next_line, actions.play_step, actions.exchange});
  menu->addSeparator();
  menu->addActions({actions.explain, actions.speaker_notes});
  menu->addSeparator();
  menu->addAction(actions.compare);
}

}  // namespace

QMenu* make_menus(QMainWindow& window, const Actions& actions) {
  QMenuBar& bar = *window.menuBar();
  make_file(bar, actions);
  make_machine(bar, actions);
  make_cores(bar, actions);
  make_labs(bar, actions);
  QMenu* view = bar.addMenu("&View");
  view->setObjectName("menu-view");
  view->addActions({actions.reset_layout, actions.reduced_motion});
  QMenu* help = bar.addMenu("&Help");
  help->setObjectName("menu-help");
  help->addAction(actions.cheat_sheet);
  return view;
}

}  // namespace vectorscope
