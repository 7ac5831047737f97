// SPDX-License-Identifier: GPL-2.0-or-later
// An error that waits to be read: one line, selectable, with a button that
// closes it. It blocks nothing.
#pragma once
#include <QFrame>

class QLabel;

namespace vectorscope {

class Banner : public QFrame {
  Q_OBJECT
 public:
  explicit Banner(QWidget* parent = nullptr);
  void say(const QString& text);
  [[nodiscard]] QString text() const;

 private:
  QLabel* text_;
};

}  // namespace vectorscope
