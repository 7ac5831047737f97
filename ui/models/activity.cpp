// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/activity.hpp"

#include <algorithm>

namespace vectorscope {
namespace {

constexpr Step kCell = kActivitySteps / kActivityCells;

int weight(LaneState state) {
  switch (state) {
    case LaneState::NotStarted: return 0;
    case LaneState::Halted: return 1;
    case LaneState::Running: return 2;
    case LaneState::Masked: return 3;
    case LaneState::Frozen: return 4;
    case LaneState::Spinning: return 5;
    case LaneState::Handler: return 6;
    case LaneState::Busy: return 7;
    case LaneState::Dead: return 8;
  }
  return 0;
}

LaneState rarest(const Timeline& timeline, CoreId core, Step begin, Step end) {
  LaneState shown = LaneState::NotStarted;
  for (std::size_t at = timeline.span_at(core, begin); at < timeline.span_count(core); ++at) {
    const Span span = timeline.span(core, at);
    if (span.begin >= end) break;
    if (weight(span.state) > weight(shown)) shown = span.state;
  }
  return shown;
}

}  // namespace

// The cells stay where they are in time, so that the strip does not flicker as it moves.
std::vector<LaneState> activity_strip(const Timeline& timeline, CoreId core, Step now) {
  std::vector<LaneState> cells(kActivityCells, LaneState::NotStarted);
  const Step end = std::min(now, timeline.end());
  if (core >= timeline.lanes() || end == 0) return cells;
  const Step newest = (end - 1) / kCell;
  for (Step back = 0; back < kActivityCells && back <= newest; ++back) {
    const Step begin = (newest - back) * kCell;
    cells[kActivityCells - 1 - back] = rarest(timeline, core, begin, std::min(begin + kCell, end));
  }
  return cells;
}

}  // namespace vectorscope
