// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/chart/comparison_plot.hpp"

#include <algorithm>
#include <cmath>

#include "emu/trace/words.hpp"
#include "ui/picture/whole_number_ticker.hpp"
#include "ui/theme/theme.hpp"

namespace vectorscope {
namespace {

constexpr double kBarWidth = 0.36, kApart = 0.2;

QColor fill_of(bool control, const Theme& theme) {
  return control ? theme.frozen : theme.accent;
}

QBrush brush_of(bool control, bool violated, const Theme& theme) {
  return violated ? QBrush(theme.dead, Qt::BDiagPattern) : QBrush(fill_of(control, theme));
}

QPen pen_of(bool control, bool violated, const Theme& theme) {
  return {violated ? theme.dead : fill_of(control, theme), 1};
}

}  // namespace

ComparisonPlot::ComparisonPlot(const Theme& theme, QWidget* parent)
    : QCustomPlot(parent), theme_(theme) {
  axisRect()->setupFullAxesBox(false);
  axisRect()->setMinimumMargins(QMargins(8, 14, 12, 4));
  style();
}

void ComparisonPlot::style() {
  setBackground(QBrush(theme_.panel));
  for (QCPAxis* axis : {xAxis, yAxis}) {
    axis->setBasePen(QPen(theme_.border));
    axis->setTickPen(QPen(theme_.border));
    axis->setTickLabelColor(theme_.text2);
    axis->setTickLabelFont(sans_font(12));
    axis->setLabelColor(theme_.text2);
    axis->setLabelFont(sans_font(12));
    axis->grid()->setPen(QPen(theme_.grid));
    axis->grid()->setZeroLinePen(QPen(theme_.border));
  }
  xAxis->grid()->setVisible(false);
  xAxis->setTickLength(0, 0);
  yAxis->setTickLength(0, 4);
  yAxis->setSubTickLength(0, 0);
  xAxis2->setVisible(false);
  yAxis2->setVisible(false);
  yAxis->setTicker(QSharedPointer<QCPAxisTicker>(new WholeNumberTicker));
}

void ComparisonPlot::show_column(const Comparison& comparison, std::size_t column) {
  clearPlottables();
  clearItems();
  const auto groups = comparison.groups();
  // A name of several words is as wide as its longest: beside each other they would touch.
  QSharedPointer<QCPAxisTickerText> names(new QCPAxisTickerText);
  for (std::size_t at = 0; at < groups.size(); ++at)
    names->addTick(double(at), QString::fromStdString(groups[at]).replace(' ', '\n'));
  xAxis->setTicker(names);
  xAxis->setRange(-0.6, std::max(0.6, double(groups.size()) - 0.4));
  double most = 1;
  for (const auto& row : comparison.rows)
    if (row.values[column]) most = std::max(most, double(*row.values[column]));
  yAxis->setRange(0, most * 1.15);
  yAxis->setLabel(QString::fromStdString(comparison.columns[column]));
  add_bars(comparison, column, false);
  add_bars(comparison, column, true);
  replot(QCustomPlot::rpQueuedReplot);
}

void ComparisonPlot::add_bars(const Comparison& comparison, std::size_t column, bool control) {
  const auto groups = comparison.groups();
  for (std::size_t at = 0; at < groups.size(); ++at) {
    const auto* row = comparison.row(groups[at], control);
    if (!row || !row->values[column]) continue;
    const bool alone = !comparison.row(groups[at], !control);
    const bool violated = row->outcome == Outcome::Violated;
    auto* bars = new QCPBars(xAxis, yAxis);
    bars->setWidth(kBarWidth);
    bars->setAntialiased(false);
    bars->setBrush(brush_of(control, violated, theme_));
    bars->setPen(pen_of(control, violated, theme_));
    const double x = double(at) + (alone ? 0 : control ? kApart : -kApart);
    bars->addData(x, double(*row->values[column]));
    add_value(x, double(*row->values[column]));
  }
}

void ComparisonPlot::add_value(double x, double value) {
  auto* label = new QCPItemText(this);
  label->setClipToAxisRect(false);
  label->position->setCoords(x, value);
  label->setPositionAlignment(Qt::AlignHCenter | Qt::AlignBottom);
  label->setPadding(QMargins(0, 0, 0, 3));
  label->setFont(sans_font(11));
  label->setColor(theme_.text);
  label->setText(QString::fromStdString(grouped(std::uint64_t(value))));
}

double ComparisonPlot::paint_key(QPainter& painter, QPointF left, const Comparison& comparison,
                                 const Theme& theme) {
  double x = left.x();
  painter.setFont(sans_font(12));
  const auto entry = [&](bool control, bool violated, const QString& words) {
    constexpr double kSample = 14;
    const QRectF sample(std::floor(x), std::floor(left.y() - kSample / 2), kSample, kSample);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(pen_of(control, violated, theme));
    painter.setBrush(brush_of(control, violated, theme));
    painter.drawRect(sample.adjusted(0.5, 0.5, -0.5, -0.5));
    painter.setPen(theme.text2);
    const double width = painter.fontMetrics().horizontalAdvance(words);
    painter.drawText(QRectF(sample.right() + 6, left.y() - 10, width + 1, 20),
                     Qt::AlignLeft | Qt::AlignVCenter, words);
    x = sample.right() + 6 + width + 18;
  };
  if (comparison.has_controls()) {
    entry(false, false, "with back-off");
    entry(true, false, "without back-off");
  }
  const bool any = std::any_of(comparison.rows.begin(), comparison.rows.end(),
                               [](const auto& row) { return row.outcome == Outcome::Violated; });
  if (any) entry(false, true, "violated: it does not do what a lock must");
  return x;
}

}  // namespace vectorscope
