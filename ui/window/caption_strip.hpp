// SPDX-License-Identifier: GPL-2.0-or-later
// What just happened, in words; at the right, how many cores there are.
#pragma once
#include <QWidget>

#include "emu/session/view.hpp"

class QLabel;

namespace vectorscope {

class ElidedLabel;

class CaptionStrip : public QWidget {
  Q_OBJECT
 public:
  explicit CaptionStrip(QWidget* parent = nullptr);
  void set_view(const MachineView& view);
  /// Something that the window did itself; shown until the machine does something.
  void say(const QString& text);

 private:
  ElidedLabel* caption_;
  QString machine_said_;
  QLabel* cores_;
};

}  // namespace vectorscope
