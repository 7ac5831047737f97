// SPDX-License-Identifier: GPL-2.0-or-later
// One column of a comparison as bars: a place for each lock, and there a bar
// with back-off and one without, where the lab has both. Who violated what it
// promised is hatched, whatever the bar's height.
#pragma once
#include <qcustomplot.h>

#include "emu/session/comparison_run.hpp"

namespace vectorscope {

struct Theme;

class ComparisonPlot : public QCustomPlot {
  Q_OBJECT
 public:
  explicit ComparisonPlot(const Theme& theme, QWidget* parent = nullptr);
  void show_column(const Comparison& comparison, std::size_t column);
  /// What the hatch and the two kinds of bars mean, in a row from `left`; returns its end.
  static double paint_key(QPainter& painter, QPointF left, const Comparison& comparison,
                          const Theme& theme);

 private:
  void style();
  void add_bars(const Comparison& comparison, std::size_t column, bool control);
  void add_value(double x, double value);

  const Theme& theme_;
};

}  // namespace vectorscope
