// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/chart/comparison_chart.hpp"

#include <QPainter>
#include <QVBoxLayout>

#include "ui/chart/comparison_plot.hpp"
#include "ui/theme/theme.hpp"

namespace vectorscope {
namespace {

constexpr int kKeyHeight = 28;

}  // namespace

ComparisonChart::ComparisonChart(QWidget* parent)
    : QWidget(parent), plot_(new ComparisonPlot(theme(), this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, kKeyHeight, 0, 0);
  column->addWidget(plot_);
  plot_->setMinimumHeight(160);
}

void ComparisonChart::show_column(std::shared_ptr<const Comparison> comparison,
                                  std::size_t column) {
  comparison_ = std::move(comparison);
  plot_->show_column(*comparison_, column);
  update();
}

int ComparisonChart::bars() const {
  return plot_->plottableCount();
}

void ComparisonChart::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().panel);
  if (comparison_)
    ComparisonPlot::paint_key(painter, QPointF(14, kKeyHeight / 2.0), *comparison_, theme());
}

}  // namespace vectorscope
