// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/strips.hpp"

#include <algorithm>
#include <cmath>

namespace vectorscope {
namespace {

/// A column with more spans than this is stacked.
constexpr std::size_t kFew = 3;

class StripWalk {
 public:
  StripWalk(const Timeline& timeline, CoreId lane, const StepScale& scale, int height)
      : timeline_(timeline), lane_(lane), scale_(scale), height_(height) {
    for (int column = 0; column <= scale.columns; ++column) edges_.push_back(scale.first_step(column));
  }

  std::vector<Strip> walk() {
    if (timeline_.span_count(lane_) == 0) return {};
    int column = 0;
    while (column < scale_.columns && edge(column) < timeline_.end())
      column = next(column);
    return std::move(strips_);
  }

 private:
  /// Adds what begins at `column`; the column after it.
  int next(int column) {
    const Step from = edge(column);
    const Step to = std::min(end_of(column), timeline_.end());
    const Holder first = holder_of(from);
    if (first.span.end < to) {
      add(mixed(column, from, to, first));
      return column + 1;
    }
    const int after = std::max(column + 1, first_column_beyond(first.span.end));
    add({column, after - column, false, first.span.state, first.span.vector, {}});
    return after;
  }

  struct Holder {
    std::size_t index = 0;
    Span span{};
  };

  /// Columns are visited from left to right: the span that ended the last
  /// column, or the one after it, often begins this one.
  const Holder& holder_of(Step step) {
    if (step >= holder_.span.end && holder_.index + 1 < timeline_.span_count(lane_))
      holder_ = {holder_.index + 1, timeline_.span(lane_, holder_.index + 1)};
    if (step < holder_.span.begin || step >= holder_.span.end) {
      const std::size_t index = step >= holder_.span.end && holder_.span.end > 0
                                    ? timeline_.span_at(lane_, step, holder_.index)
                                    : timeline_.span_at(lane_, step);
      holder_ = {index, timeline_.span(lane_, index)};
    }
    return holder_;
  }

  [[nodiscard]] Step edge(int column) const { return edges_[static_cast<std::size_t>(column)]; }
  [[nodiscard]] Step end_of(int column) const { return std::max(edge(column) + 1, edge(column + 1)); }

  /// The first column that is not wholly before `step`.
  [[nodiscard]] int first_column_beyond(Step step) const {
    if (step >= timeline_.end()) step = timeline_.end();
    const double estimate = std::min<double>(std::floor(scale_.column_of(double(step))), scale_.columns);
    int column = std::max(0, int(estimate));
    while (column < scale_.columns && end_of(column) <= step) ++column;
    while (column > 0 && end_of(column - 1) > step) --column;
    // The last span's last column is the timeline's end, however little of it is used.
    return step == timeline_.end() && column < scale_.columns && edge(column) < step
               ? column + 1
               : column;
  }

  Strip mixed(int column, Step from, Step to, Holder first) {
    const Holder last = holder_of(to - 1);
    if (last.index - first.index < kFew) return winner(column, from, to, first.index, last.index);
    Strip strip{column, 1, true, LaneState::NotStarted, 0, {}};
    const StateTimes before = times_upto(from, first), after = times_upto(to, last);
    StateTimes share{};
    for (std::size_t s = 0; s < share.size(); ++s) share[s] = after[s] - before[s];
    strip.heights = stacked_heights(share, height_);
    return strip;
  }

  /// A span that lies wholly inside the column would be lost otherwise, so it
  /// wins; without one, whichever fills most of the column.
  Strip winner(int column, Step from, Step to, std::size_t first, std::size_t last) const {
    Span best{};
    bool best_inside = false;
    Step best_steps = 0;
    for (std::size_t i = first; i <= last; ++i) {
      const Span span = timeline_.span(lane_, i);
      const bool inside = span.begin >= from && span.end <= to;
      const Step steps = std::min(span.end, to) - std::max(span.begin, from);
      if (inside < best_inside || (inside == best_inside && steps <= best_steps)) continue;
      best = span;
      best_inside = inside;
      best_steps = steps;
    }
    return {column, 1, false, best.state, best.vector, {}};
  }

  /// A column begins where the one before it ended: its sums are at hand.
  const StateTimes& times_upto(Step step, const Holder& holder) {
    if (step == known_at_) return known_;
    known_ = timeline_.times_before(lane_, holder.index);
    known_[std::size_t(holder.span.state)] += step - holder.span.begin;
    known_at_ = step;
    return known_;
  }

  void add(const Strip& strip) {
    if (!strips_.empty() && strips_.back().looks_like(strip))
      strips_.back().columns += strip.columns;
    else
      strips_.push_back(strip);
  }

  const Timeline& timeline_;
  const CoreId lane_;
  const StepScale scale_;
  const int height_;
  std::vector<Step> edges_;  ///< of the columns
  std::vector<Strip> strips_;
  Holder holder_{};
  StateTimes known_{};
  Step known_at_ = ~Step{0};
};

}  // namespace

Step StepScale::first_step(int column) const {
  return static_cast<Step>(std::max(0.0, step_of(column)));
}

bool Strip::looks_like(const Strip& other) const {
  if (stacked != other.stacked) return false;
  return stacked ? heights == other.heights : state == other.state && vector == other.vector;
}

std::vector<Strip> strips_of(const Timeline& timeline, CoreId lane, const StepScale& scale,
                             int height) {
  return StripWalk(timeline, lane, scale, height).walk();
}

std::array<std::uint8_t, kLaneStates> stacked_heights(const StateTimes& times, int height) {
  std::array<std::uint8_t, kLaneStates> heights{};
  double total = 0;
  for (const Step time : times) total += static_cast<double>(time);
  if (total <= 0) return heights;
  int used = 0;
  for (std::size_t s = 0; s < times.size(); ++s) {
    if (times[s] == 0) continue;
    const double share = static_cast<double>(times[s]) / total * height;
    heights[s] = static_cast<std::uint8_t>(std::clamp(static_cast<int>(std::lround(share)), 1, 255));
    used += heights[s];
  }
  // The largest give or take what rounding left over.
  while (used != height) {
    auto& largest = *std::max_element(heights.begin(), heights.end());
    if (used > height && largest <= 1) break;  // more states than pixels
    const int change = used > height ? -1 : height - used;
    largest = static_cast<std::uint8_t>(largest + change);
    used += change;
  }
  return heights;
}

}  // namespace vectorscope
