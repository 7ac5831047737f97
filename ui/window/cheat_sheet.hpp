// SPDX-License-Identifier: GPL-2.0-or-later
// All keys on one sheet. F1 opens and closes it.
#pragma once
#include <QDialog>

namespace vectorscope {

struct Actions;

class CheatSheet : public QDialog {
  Q_OBJECT
 public:
  CheatSheet(const Actions& actions, QWidget* parent);
};

}  // namespace vectorscope
