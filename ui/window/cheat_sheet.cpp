// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/cheat_sheet.hpp"

#include <QAction>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/window/actions.hpp"

namespace vectorscope {
namespace {

struct Line {
  QString keys;
  QString name;  ///< as in the menus
  QString words;
};

QString keys(const QAction* action) {
  return action->shortcut().toString(QKeySequence::NativeText);
}

/// Nothing where the name says it all.
QString words_of(const QAction& action) {
  return action.statusTip() == action.text() ? QString() : action.statusTip();
}

/// One line for each action that has a key; the digits share two.
QList<Line> lines(const Actions& actions) {
  QList<Line> list;
  bool digits_said = false, speeds_said = false;
  for (const QAction* action : actions.all()) {
    const QString name = action->objectName();
    if (name.startsWith("choose-core-") || name.startsWith("step-core-")) {
      if (std::exchange(digits_said, true)) continue;
      list << Line{"0 … 9", "Choose core", "1 and a digit: 10 to 15"}
           << Line{"Shift+0 … 9", "Step core", "One instruction of that core"};
    } else if (name.startsWith("speed-")) {
      if (std::exchange(speeds_said, true)) continue;
      list << Line{"Ctrl+1 … 7", "Speed", "1, 2, 5, 10, 25 steps/s, full, 100\u202F000 steps/s"};
    } else if (!action->shortcut().isEmpty()) {
      list << Line{keys(action), action->text(), words_of(*action)};
    }
  }
  return list << Line{"Click the screen", "Type", "Keys go to the guest"}
              << Line{"Ctrl+Alt", "Leave", "Keys are the window's again"}
              << Line{"Wheel, drag", "Timeline", "Zoom at the pointer, move"};
}

}  // namespace

CheatSheet::CheatSheet(const Actions& actions, QWidget* parent) : QDialog(parent) {
  setObjectName("cheat-sheet");
  setWindowTitle("Keys");
  setAttribute(Qt::WA_DeleteOnClose);
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(24);
  grid->setVerticalSpacing(6);
  const QList<Line> all = lines(actions);
  for (qsizetype at = 0; at < all.size(); ++at) {
    auto* key = new QLabel(all[at].keys, this);
    key->setProperty("heading", true);
    grid->addWidget(key, int(at), 0);
    grid->addWidget(new QLabel(all[at].name, this), int(at), 1);
    auto* words = new QLabel(all[at].words, this);
    words->setProperty("dim", true);
    grid->addWidget(words, int(at), 2);
  }
  auto* hint = new QLabel("Letters and digits go to the guest while its screen has the focus.", this);
  hint->setProperty("dim", true);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(20, 16, 20, 16);
  column->setSpacing(14);
  column->addLayout(grid);
  column->addWidget(hint);
  // The window's F1 does not reach a dialog: the same key closes it here.
  auto* close = new QAction(this);
  close->setShortcut(actions.cheat_sheet->shortcut());
  connect(close, &QAction::triggered, this, &QDialog::close);
  addAction(close);
}

}  // namespace vectorscope
