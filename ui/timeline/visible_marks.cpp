// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/visible_marks.hpp"

#include <algorithm>
#include <cmath>

namespace vectorscope {
namespace {

/// Beyond so many marks only the first few of each column are looked at.
constexpr std::size_t kMostLookedAt = 50'000;
constexpr std::size_t kPerColumn = 8;

void keep(VisibleMarks& marks, const Mark& mark, double begin) {
  if (mark.kind == MarkKind::Ipi)
    marks.ipis.push_back(mark);
  else if (static_cast<double>(mark.step) >= begin)
    marks.points.push_back(mark);
}

void keep_samples(VisibleMarks& marks, const Timeline& timeline, const StepScale& scale) {
  std::size_t first = timeline.first_mark_at(scale.first_step(0));
  for (int column = 0; column < scale.columns; ++column) {
    const std::size_t last = timeline.first_mark_at(scale.first_step(column + 1));
    for (std::size_t i = first; i < std::min(last, first + kPerColumn); ++i)
      keep(marks, timeline.mark(i), scale.begin);
    first = last;
  }
}

}  // namespace

VisibleMarks visible_marks(const Timeline& timeline, const LaneGeometry& where) {
  VisibleMarks marks;
  const StepScale& scale = where.scale;
  // An IPI sent before the left edge may arrive in sight.
  const double width = scale.end - scale.begin;
  const auto step = [](double s) { return static_cast<Step>(std::max(0.0, std::floor(s))); };
  const std::size_t first = timeline.first_mark_at(step(scale.begin - width / 4));
  const std::size_t last = timeline.first_mark_at(step(scale.end) + 1);
  marks.sampled = last - first > kMostLookedAt;
  if (marks.sampled)
    keep_samples(marks, timeline, scale);
  else
    for (std::size_t i = first; i < last; ++i) keep(marks, timeline.mark(i), scale.begin);
  marks.ipi_count = marks.ipis.size();
  if (marks.sampled && !marks.ipis.empty())
    marks.ipi_count = (last - first) * marks.ipis.size() / (marks.ipis.size() + marks.points.size());
  return marks;
}

QRectF mark_box(const Mark& mark, const LaneGeometry& where) {
  const double x = where.x_of(static_cast<double>(mark.step));
  if (mark.core == kNoCore) {
    const QRectF board = where.board();
    return {x - 4, board.center().y() - 4, 8, 8};
  }
  const auto row = where.row_of(mark.core);
  if (!row) return {};
  const QRectF bar = where.bar(*row);
  const double air = std::clamp((where.pitch() - bar.height()) / 2, 2.0, 6.0);
  switch (mark.kind) {
    case MarkKind::Swap: return {x - 4.5, bar.top() - air - 1, 9, air + 4};
    case MarkKind::Eoi: return {x - 1, bar.bottom() - 1, 2, air};
    case MarkKind::Kill: {
      const double half = std::min(bar.height() / 2 - 1, 6.0);
      return {x - half, bar.center().y() - half, 2 * half, 2 * half};
    }
    case MarkKind::Note: return {x - 1, bar.top() - air - 1, 7, air + 4};
    case MarkKind::Injected:
    case MarkKind::Trouble: return {x - 4, bar.top() - air - 1, 8, 8};
    default: return {x - 1, bar.top() - air + 1, 2, air};
  }
}

QLineF arrow_of(const Mark& ipi, const LaneGeometry& where) {
  const auto from = where.row_of(ipi.core), to = where.row_of(ipi.target);
  if (!from || !to || *from == *to) return {};
  const bool down = *to > *from;
  const QRectF start = where.bar(*from), end = where.bar(*to);
  const Step arrival = ipi.arrival == Mark::kNotArrived ? ipi.step : ipi.arrival;
  return {where.x_of(static_cast<double>(ipi.step)), down ? start.bottom() : start.top(),
          where.x_of(static_cast<double>(arrival)), down ? end.top() : end.bottom()};
}

}  // namespace vectorscope
