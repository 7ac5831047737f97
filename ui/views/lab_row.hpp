// SPDX-License-Identifier: GPL-2.0-or-later
// A lab in the list: its place and minutes in the lecture, its title, its claim.
#pragma once
#include <QAbstractButton>

#include "emu/session/lab_list.hpp"

namespace vectorscope {

class LabRow : public QAbstractButton {
  Q_OBJECT
 public:
  /// `place`: in the lecture, from 1; 0 for those that are not in it.
  LabRow(const LabEntry& lab, int place, QWidget* parent = nullptr);
  [[nodiscard]] QString lab() const { return QString::fromStdString(lab_.name); }
  void set_open(bool open);
  [[nodiscard]] QSize sizeHint() const override { return {360, kHeight}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {240, kHeight}; }

 protected:
  void paintEvent(QPaintEvent*) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  static constexpr int kHeight = 66;
  void paint_first_line(QPainter& painter, const QRect& area) const;

  LabEntry lab_;
  int place_;
  bool open_ = false;
};

}  // namespace vectorscope
