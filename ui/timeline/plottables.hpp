// SPDX-License-Identifier: GPL-2.0-or-later
// The two things on the plot. One plottable paints everything: an item for
// each event would take seconds to add.
#pragma once
#include "ui/timeline/timeline_plot.hpp"

namespace vectorscope {

/// What both have in common: they belong to the plot, not to its ranges.
class PlotPart : public QCPAbstractPlottable {
  Q_OBJECT

 public:
  explicit PlotPart(TimelinePlot& plot);
  double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }
  QCPRange getKeyRange(bool& found, QCP::SignDomain) const override;
  QCPRange getValueRange(bool& found, QCP::SignDomain, const QCPRange&) const override;

 protected:
  void drawLegendIcon(QCPPainter*, const QRectF&) const override {}
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
  QRect clipRect() const override { return plot_.viewport(); }

  TimelinePlot& plot_;
};

class LanePlottable final : public PlotPart {
  Q_OBJECT

 public:
  using PlotPart::PlotPart;

 protected:
  void draw(QCPPainter* painter) override;
};

/// Cursor, selection, what was chosen, and the shade over what lies ahead.
class OverlayPlottable final : public PlotPart {
  Q_OBJECT

 public:
  using PlotPart::PlotPart;

 protected:
  void draw(QCPPainter* painter) override;

 private:
  void paint_selection(QPainter& painter, const LaneGeometry& where) const;
  void paint_chosen(QPainter& painter, const LaneGeometry& where) const;
  void paint_cursor(QPainter& painter, const LaneGeometry& where) const;
  void clear_axis_labels(QPainter& painter, const LaneGeometry& where, const QRectF& plate) const;
  [[nodiscard]] QRectF plate_of(QPointF top, const QString& text) const;
  void paint_tag(QPainter& painter, QPointF top, const QString& text, const QColor& fill) const;
};

}  // namespace vectorscope
