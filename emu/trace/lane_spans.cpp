// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/trace/lane_spans.hpp"

namespace vectorscope {

LaneSpans::LaneSpans() { push({0, LaneState::NotStarted, 0}); }

void LaneSpans::change(Step step, LaneState state, Vector vector) {
  step = std::max(step, spans_.back().step);
  if (spans_.back().same(state, vector)) return;
  if (spans_.back().step == step) pop();
  if (spans_.empty() || !spans_.back().same(state, vector)) push({step, state, vector});
}

void LaneSpans::end_at(Step end) {
  if (!spans_.empty() && spans_.back().step >= end) pop();
}

Span LaneSpans::span(std::size_t index, Step end) const {
  const Begin& begin = spans_[index];
  const bool last = index + 1 == spans_.size();
  return {begin.step, last ? end : spans_[index + 1].step, begin.state, begin.vector};
}

std::size_t LaneSpans::find(Step step) const {
  const auto after = spans_.partition_point([step](const Begin& b) { return b.step <= step; });
  return after == 0 ? 0 : after - 1;
}

StateTimes LaneSpans::times(Step step) const {
  if (spans_.empty()) return {};
  const std::size_t holder = find(step);
  StateTimes sum = sums_[holder / kStride];
  for (std::size_t i = holder - holder % kStride; i < holder; ++i)
    sum[std::size_t(spans_[i].state)] += spans_[i + 1].step - spans_[i].step;
  sum[std::size_t(spans_[holder].state)] += step - spans_[holder].step;
  return sum;
}

void LaneSpans::push(const Begin& begin) {
  if (spans_.size() % kStride == 0) sums_.push_back(times(begin.step));
  spans_.push_back(begin);
}

void LaneSpans::pop() {
  spans_.pop_back();
  if (spans_.size() % kStride == 0) sums_.pop_back();
}

}  // namespace vectorscope
