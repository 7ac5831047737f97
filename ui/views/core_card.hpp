// SPDX-License-Identifier: GPL-2.0-or-later
// One core at a glance: number, depth, state in a word and a colour, where it
// is, and what it did in the steps just past.
#pragma once
#include <QAbstractButton>

#include <vector>

#include "emu/session/view.hpp"

namespace vectorscope {

class CoreCard : public QAbstractButton {
  Q_OBJECT
 public:
  static constexpr int kHeight = 66;
  /// Narrower than this, the word takes the place of the symbol.
  static constexpr int kWide = 168;

  explicit CoreCard(CoreId core, QWidget* parent = nullptr);
  void show_core(const CoreView& core, std::vector<LaneState> activity, bool chosen);
  [[nodiscard]] QSize sizeHint() const override { return {200, kHeight}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {72, kHeight}; }

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  void paint_first_line(QPainter& painter, const QRect& area, bool wide) const;
  void paint_second_line(QPainter& painter, const QRect& area, bool wide) const;
  void paint_activity(QPainter& painter, const QRect& area) const;

  CoreView core_;
  std::vector<LaneState> activity_;
  bool chosen_ = false;
};

}  // namespace vectorscope
