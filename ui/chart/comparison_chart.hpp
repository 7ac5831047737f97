// SPDX-License-Identifier: GPL-2.0-or-later
// The chart of a comparison with what its bars mean above it. (Without the
// plotter's own header, which does not go with every room's flags.)
#pragma once
#include <QWidget>

#include <memory>

#include "emu/session/comparison_run.hpp"

namespace vectorscope {

class ComparisonPlot;

class ComparisonChart : public QWidget {
  Q_OBJECT

 public:
  explicit ComparisonChart(QWidget* parent = nullptr);
  void show_column(std::shared_ptr<const Comparison> comparison, std::size_t column);
  /// Bars that are painted.
  [[nodiscard]] int bars() const;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  ComparisonPlot* plot_;
  std::shared_ptr<const Comparison> comparison_;
};

}  // namespace vectorscope
