// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/timeline_plot.hpp"

#include <cmath>
#include <numeric>

#include "emu/trace/words.hpp"
#include "ui/picture/whole_number_ticker.hpp"
#include "ui/theme/theme.hpp"
#include "ui/timeline/plottables.hpp"

namespace vectorscope {
namespace {

constexpr int kLabelWidth = 72, kRightMargin = 24, kAxisHeight = 26;

void style_axis(QCPAxis& axis, const Theme& theme) {
  axis.setBasePen(QPen(theme.border));
  axis.setTickPen(QPen(theme.border));
  axis.setTickLength(0, 4);
  axis.setTickLabelColor(theme.text3);
  axis.setTickLabelFont(sans_font(12));
  axis.setTickLabelPadding(4);
  axis.grid()->setPen(QPen(theme.grid));
  axis.grid()->setZeroLinePen(QPen(theme.grid));
}

}  // namespace

TimelinePlot::TimelinePlot(const Theme& theme, QWidget* parent) : QCustomPlot(parent), theme_(theme) {
  xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new WholeNumberTicker));
  restyle();
  yAxis->setVisible(false);
  axisRect()->setAutoMargins(QCP::msNone);
  axisRect()->setMargins(QMargins(kLabelWidth, 2, kRightMargin, kAxisHeight));
  addLayer("cursor", layer("overlay"), QCustomPlot::limAbove);
  layer("cursor")->setMode(QCPLayer::lmBuffered);
  (new LanePlottable(*this))->setLayer("main");
  (new OverlayPlottable(*this))->setLayer("cursor");
}

void TimelinePlot::restyle() {
  setBackground(QBrush(theme_.panel));
  style_axis(*xAxis, theme_);
}

void TimelinePlot::set_timeline(std::shared_ptr<const Timeline> timeline) {
  timeline_ = std::move(timeline);
  const unsigned lanes = timeline_ ? timeline_->lanes() : 0;
  if (lanes == lanes_.size()) return;
  lanes_.resize(lanes);
  std::iota(lanes_.begin(), lanes_.end(), CoreId{0});
}

void TimelinePlot::set_captions(StepCaptions captions) { captions_ = std::move(captions); }
void TimelinePlot::set_lanes(std::vector<CoreId> lanes) { lanes_ = std::move(lanes); }

void TimelinePlot::set_range(double begin, double end) {
  xAxis->setRange(begin, end);
  // As many ticks as their labels have room for.
  xAxis->ticker()->setTickCount(std::max(2, axisRect()->width() / 110));
}

void TimelinePlot::set_cursor(std::optional<Step> step) { cursor_ = step; }
void TimelinePlot::set_selection(std::optional<std::pair<Step, Step>> steps) { selection_ = steps; }
void TimelinePlot::set_chosen(Hit hit) { chosen_ = std::move(hit); }

LaneGeometry TimelinePlot::geometry(double resolution) const {
  const QRectF area = axisRect()->rect();
  const int columns = std::max(1, static_cast<int>(std::lround(area.width() * resolution)));
  return {area, lanes_, {xAxis->range().lower, xAxis->range().upper, columns}, resolution,
          captions_.empty() ? 0 : LaneGeometry::kCaptionHeight};
}

void TimelinePlot::replot_overlay() { layer("cursor")->replot(); }

}  // namespace vectorscope
