// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/trace/lane_spans.hpp"

namespace vectorscope {

LaneSpans::LaneSpans() { push(0, {LaneState::NotStarted, 0}); }

void LaneSpans::change(Step step, LaneState state, Vector vector) {
  const What what{state, vector};
  step = std::max(step, begins_.back());
  if (what_.back() == what) return;
  if (begins_.back() == step) pop();
  if (begins_.empty() || what_.back() != what) push(step, what);
}

void LaneSpans::end_at(Step end) {
  if (!begins_.empty() && begins_.back() >= end) pop();
}

Span LaneSpans::span(std::size_t index, Step end) const {
  const bool last = index + 1 == count();
  return {begins_[index], last ? end : begins_[index + 1], what_[index].state, what_[index].vector};
}

std::size_t LaneSpans::find(Step step) const {
  const auto after = begins_.partition_point([step](Step begin) { return begin <= step; });
  return after == 0 ? 0 : after - 1;
}

std::size_t LaneSpans::find(Step step, std::size_t from) const {
  const auto begun = [&](std::size_t index) { return index < count() && begins_[index] <= step; };
  std::size_t low = from, stride = 1;
  for (; begun(low + stride); stride *= 2) low += stride;
  for (; stride > 0; stride /= 2)
    if (begun(low + stride)) low += stride;
  return low;
}

StateTimes LaneSpans::times(Step step) const {
  if (count() == 0) return {};
  const std::size_t holder = find(step);
  StateTimes sum = times_before(holder);
  in_state(sum, holder) += step - begins_[holder];
  return sum;
}

StateTimes LaneSpans::times_before(std::size_t index) const {
  StateTimes sum = sums_[index / kStride];
  for (std::size_t i = index - index % kStride; i < index; ++i)
    in_state(sum, i) += begins_[i + 1] - begins_[i];
  return sum;
}

void LaneSpans::push(Step step, What what) {
  if (count() % kStride == 0) sums_.push_back(times(step));
  begins_.push_back(step);
  what_.push_back(what);
}

void LaneSpans::pop() {
  begins_.pop_back();
  what_.pop_back();
  if (count() % kStride == 0) sums_.pop_back();
}

}  // namespace vectorscope
