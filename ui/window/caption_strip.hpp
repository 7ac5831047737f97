// SPDX-License-Identifier: GPL-2.0-or-later
// What just happened, in words; at the right, how many cores there are.
#pragma once
#include <QWidget>

#include "emu/session/view.hpp"

class QLabel;

namespace vectorscope {

class CaptionStrip : public QWidget {
  Q_OBJECT
 public:
  explicit CaptionStrip(QWidget* parent = nullptr);
  void set_view(const MachineView& view);

 private:
  QLabel* caption_;
  QLabel* cores_;
};

}  // namespace vectorscope
