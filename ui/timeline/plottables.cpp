// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/plottables.hpp"

#include <algorithm>
#include <cmath>

#include "emu/trace/words.hpp"
#include "ui/theme/theme.hpp"
#include "ui/timeline/caption_painter.hpp"
#include "ui/timeline/lane_painter.hpp"
#include "ui/timeline/mark_painter.hpp"

namespace vectorscope {
namespace {

/// Columns are the device's pixels; in a vector picture, halves of a unit.
double resolution_of(const QCPPainter& painter) {
  if (painter.modes().testFlag(QCPPainter::pmVectorized)) return 2;
  return std::max(1.0, painter.deviceTransform().m11());
}

QString number(Step step) { return QString::fromStdString(grouped(step)); }

}  // namespace

PlotPart::PlotPart(TimelinePlot& plot) : QCPAbstractPlottable(plot.xAxis, plot.yAxis), plot_(plot) {}

QCPRange PlotPart::getKeyRange(bool& found, QCP::SignDomain) const {
  found = false;
  return {};
}

QCPRange PlotPart::getValueRange(bool& found, QCP::SignDomain, const QCPRange&) const {
  found = false;
  return {};
}

void PlotPart::applyDefaultAntialiasingHint(QCPPainter* painter) const {
  painter->setAntialiasing(false);  // bars are whole pixels; shapes ask for it themselves
}

void LanePlottable::draw(QCPPainter* painter) {
  const LaneGeometry where = plot_.geometry(resolution_of(*painter));
  painter->save();
  paint_lane_names(*painter, where, plot_.theme_);
  if (plot_.timeline_) {
    painter->setClipRect(where.area, Qt::IntersectClip);
    paint_lanes(*painter, *plot_.timeline_, where, plot_.theme_);
    paint_holds(*painter, *plot_.timeline_, where, plot_.theme_);
    paint_marks(*painter, *plot_.timeline_, where, plot_.theme_);
    paint_captions(*painter, plot_.captions_, where, plot_.theme_);
  }
  painter->restore();
}

void OverlayPlottable::draw(QCPPainter* painter) {
  const LaneGeometry where = plot_.geometry();
  painter->save();
  paint_chosen(*painter, where);
  if (plot_.cursor_) paint_cursor(*painter, where);
  if (plot_.selection_) paint_selection(*painter, where);
  painter->restore();
}

void OverlayPlottable::paint_selection(QPainter& painter, const LaneGeometry& where) const {
  const auto [begin, end] = *plot_.selection_;
  const double left = std::max(where.x_of(double(begin)), where.area.left());
  const double right = std::min(where.x_of(double(end)), where.area.right());
  if (right < left) return;
  painter.fillRect(QRectF(left, where.area.top(), right - left, where.area.height()), plot_.theme_.range);
  painter.fillRect(QRectF(std::floor(left), where.area.top(), 1, where.area.height()), plot_.theme_.accent);
  painter.fillRect(QRectF(std::floor(right), where.area.top(), 1, where.area.height()), plot_.theme_.accent);
  paint_tag(painter, {(left + right) / 2, where.area.top()},
            number(end - begin) + (end - begin == 1 ? " step" : " steps"), plot_.theme_.accent);
}

void OverlayPlottable::paint_chosen(QPainter& painter, const LaneGeometry& where) const {
  const QRectF outline = outline_of(plot_.chosen_, where).intersected(where.area);
  if (outline.isEmpty()) return;
  painter.setPen(QPen(plot_.theme_.text, 1.4));
  painter.setBrush(Qt::NoBrush);
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.drawRoundedRect(outline, 2, 2);
  painter.setRenderHint(QPainter::Antialiasing, false);
}

void OverlayPlottable::paint_cursor(QPainter& painter, const LaneGeometry& where) const {
  const double x = std::floor(where.x_of(static_cast<double>(*plot_.cursor_)));
  const double shade_from = std::max(x + 1, where.area.left());
  if (shade_from < where.area.right())
    painter.fillRect(QRectF(shade_from, where.area.top(), where.area.right() - shade_from,
                            where.area.height()),
                     plot_.theme_.ahead);
  if (x < where.area.left() || x > where.area.right() + 1) return;
  painter.fillRect(QRectF(x - 1, where.area.top(), 2, where.area.height() + 4), plot_.theme_.cursor);
  const QPointF below(x, where.area.bottom() + 4);
  clear_axis_labels(painter, where, plate_of(below, number(*plot_.cursor_)));
  paint_tag(painter, below, number(*plot_.cursor_), plot_.theme_.cursor);
}

/// Numbers on the axis that the cursor's plate would cover in part.
void OverlayPlottable::clear_axis_labels(QPainter& painter, const LaneGeometry& where,
                                         const QRectF& plate) const {
  QVector<double> ticks;
  QVector<QString> labels;
  QCPAxis& axis = *plot_.xAxis;
  axis.ticker()->generate(axis.range(), QLocale::c(), QChar('f'), 0, ticks, nullptr, &labels);
  const QFontMetricsF metrics(axis.tickLabelFont());
  for (int i = 0; i < ticks.size(); ++i) {
    const double width = metrics.horizontalAdvance(labels[i]) + 2;
    const QRectF label(where.x_of(ticks[i]) - width / 2, where.area.bottom() + 6, width, 20);
    if (label.intersects(plate.adjusted(-2, 0, 2, 0))) painter.fillRect(label, plot_.theme_.panel);
  }
}

/// A small plate below `top`, kept inside the plot.
QRectF OverlayPlottable::plate_of(QPointF top, const QString& text) const {
  const double width = QFontMetricsF(sans_font(12, true)).horizontalAdvance(text) + 12;
  const double most = std::max(0.0, plot_.viewport().right() - width);
  return {std::floor(std::clamp(top.x() - width / 2, 0.0, most)), std::floor(top.y()), width, 17};
}

void OverlayPlottable::paint_tag(QPainter& painter, QPointF top, const QString& text,
                                 const QColor& fill) const {
  const QRectF plate = plate_of(top, text);
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setPen(Qt::NoPen);
  painter.setBrush(fill);
  painter.drawRoundedRect(plate, 3, 3);
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setFont(sans_font(12, true));
  painter.setPen(plot_.theme_.ink_on(fill));
  painter.drawText(plate, Qt::AlignCenter, text);
}

}  // namespace vectorscope
