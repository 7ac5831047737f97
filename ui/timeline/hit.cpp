// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/hit.hpp"

#include <cmath>

#include <QLineF>
#include <fmt/format.h>

#include "emu/trace/words.hpp"

namespace vectorscope {
namespace {

double distance(QPointF point, const QRectF& box) {
  const double dx = std::max({box.left() - point.x(), point.x() - box.right(), 0.0});
  const double dy = std::max({box.top() - point.y(), point.y() - box.bottom(), 0.0});
  return std::hypot(dx, dy);
}

double distance(QPointF point, const QLineF& line) {
  const QPointF d = line.p2() - line.p1(), to = point - line.p1();
  const double length = QPointF::dotProduct(d, d);
  const double part = length > 0 ? std::clamp(QPointF::dotProduct(to, d) / length, 0.0, 1.0) : 0;
  return QLineF(point, line.pointAt(part)).length();
}

std::optional<Mark> mark_at(const Timeline& timeline, const LaneGeometry& where, QPointF point) {
  constexpr double kReach = 4;
  const VisibleMarks marks = visible_marks(timeline, where);
  std::optional<Mark> best;
  double nearest = kReach;
  const auto offer = [&](const Mark& mark, double away) {
    if (away > nearest || (best && away == nearest)) return;
    best = mark;
    nearest = away;
  };
  for (const Mark& mark : marks.points) {
    const QRectF box = mark_box(mark, where);
    if (!box.isNull()) offer(mark, distance(point, box));
  }
  if (marks.ipi_count > kMostArrows) return best;
  for (const Mark& ipi : marks.ipis) {
    const QLineF line = arrow_of(ipi, where);
    if (!line.isNull()) offer(ipi, distance(point, line));
  }
  return best;
}

}  // namespace

Hit hit_at(const Timeline& timeline, const LaneGeometry& where, QPointF point) {
  Hit hit;
  if (!where.area.contains(point)) return hit;
  hit.mark = mark_at(timeline, where, point);
  if (hit.mark) {
    hit.lane = hit.mark->core;
    hit.words = timeline.describe(*hit.mark);
    return hit;
  }
  const auto lane = where.lane_at(point.y());
  const auto step = static_cast<Step>(std::max(0.0, where.step_at(point.x())));
  if (!lane || timeline.span_count(*lane) == 0 || step >= timeline.end()) return hit;
  hit.lane = *lane;
  hit.span = timeline.span(*lane, timeline.span_at(*lane, step));
  hit.words = describe_span(*lane, *hit.span) + describe_hold(timeline, *lane, step);
  return hit;
}

std::string describe_hold(const Timeline& timeline, CoreId lane, Step step) {
  if (timeline.hold_count(lane) == 0) return {};
  const Hold hold = timeline.hold(lane, timeline.hold_at(lane, step));
  if (hold.locks == 0) return {};
  const std::string more = hold.locks > 1 ? fmt::format(" and {} more", hold.locks - 1) : "";
  return fmt::format("; holds the lock in slot {}{} since step {}", hex(hold.slot), more,
                     grouped(hold.begin));
}

std::string describe_span(CoreId lane, const Span& span) {
  // A busy handler that was called like a function has no vector.
  const bool vector = span.state == LaneState::Handler ||
                      (span.state == LaneState::Busy && span.vector != 0);
  return fmt::format("core {}: {}{}, steps {} to {} ({})", lane, lane_state_word(span.state),
                     vector ? " " + hex(span.vector) : "", grouped(span.begin),
                     grouped(span.end - 1), grouped(span.end - span.begin));
}

QRectF outline_of(const Hit& hit, const LaneGeometry& where) {
  if (hit.mark && hit.mark->kind != MarkKind::Ipi)
    return mark_box(*hit.mark, where).adjusted(-3, -3, 3, 3);
  if (hit.mark) {
    const QLineF line = arrow_of(*hit.mark, where);
    return QRectF(line.p1(), line.p2()).normalized().adjusted(-4, -2, 4, 2);
  }
  const auto row = where.row_of(hit.lane);
  if (!hit.span || !row) return {};
  const QRectF bar = where.bar(*row);
  const double left = where.x_of(double(hit.span->begin)), right = where.x_of(double(hit.span->end));
  return QRectF(left, bar.top(), right - left, bar.height()).adjusted(-1, -2, 1, 2);
}

}  // namespace vectorscope
