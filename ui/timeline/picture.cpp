// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/picture.hpp"

#include <algorithm>

#include "emu/trace/words.hpp"
#include "ui/picture/heading.hpp"
#include "ui/timeline/legend.hpp"

namespace vectorscope {
namespace {

constexpr int kLegendHeight = 28, kPitch = 28, kLeastLanes = 3;

QString number(Step step) { return QString::fromStdString(grouped(step)); }

QString subtitle_of(const ExportOptions& options, Step begin, Step end, std::size_t lanes) {
  const QString steps = QString("steps %1 to %2").arg(number(begin), number(end));
  const QString cores = lanes == 1 ? QString("1 core") : QString("%1 cores").arg(lanes);
  QStringList parts{steps, cores};
  if (!options.lab.isEmpty()) parts.prepend(options.lab);
  return parts.join("  ·  ");
}

}  // namespace

Picture::Picture(const Timeline& timeline, const ExportOptions& options, const Theme& theme)
    : theme_(theme), title_(options.title), plot_(new TimelinePlot(theme)) {
  // The plot lives no longer than this page, and the page no longer than the timeline.
  plot_->set_timeline(std::shared_ptr<const Timeline>(std::shared_ptr<void>(), &timeline));
  if (!options.lanes.empty()) plot_->set_lanes(options.lanes);
  const std::size_t lanes = options.lanes.empty() ? timeline.lanes() : options.lanes.size();
  const auto [begin, end] = options.range.value_or(std::pair<Step, Step>(0, timeline.end()));
  subtitle_ = subtitle_of(options, begin, end, lanes);
  plot_->set_captions(options.captions);
  const int captions = options.captions.empty() ? 0 : int(LaneGeometry::kCaptionHeight);
  plot_size_ = {options.width, 44 + captions + kPitch * std::max(kLeastLanes, static_cast<int>(lanes))};
  legend_rows_ = paint_legend_rows(nullptr, legend_row(), theme_);
  plot_->resize(plot_size_);
  plot_->setViewport(QRect(QPoint(), plot_size_));
  plot_->plotLayout()->update(QCPLayoutElement::upLayout);
  plot_->set_range(static_cast<double>(begin), static_cast<double>(std::max(end, begin + 1)));
}

QRectF Picture::legend_row() const {
  return {kPageMargin, kPageTop + kHeadingHeight, plot_size_.width() - 2.0 * kPageMargin, kLegendHeight};
}

int Picture::header() const { return kPageTop + kHeadingHeight + legend_rows_ * kLegendHeight; }

QSize Picture::size() const { return {plot_size_.width(), header() + plot_size_.height() + 4}; }

void Picture::paint(QCPPainter& painter) const {
  paint_heading(painter, *this, theme_);
  paint_legend_rows(&painter, legend_row(), theme_);
  painter.translate(0, header());
  plot_->toPainter(&painter, plot_size_.width(), plot_size_.height());
}

}  // namespace vectorscope
