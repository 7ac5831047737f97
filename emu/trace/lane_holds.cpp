// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/trace/lane_holds.hpp"

#include <algorithm>

namespace vectorscope {

void LaneHolds::change(Step step, std::uint16_t slot, std::uint16_t locks) {
  const What what{slot, locks};
  step = std::max(step, begins_.back());
  if (what_.back() == what) return;
  if (begins_.back() == step) pop();
  if (begins_.empty() || what_.back() != what) push(step, what);
}

void LaneHolds::end_at(Step end) {
  if (!begins_.empty() && begins_.back() >= end) pop();
}

Hold LaneHolds::hold(std::size_t index, Step end) const {
  const bool last = index + 1 == count();
  return {begins_[index], last ? end : begins_[index + 1], what_[index].slot, what_[index].locks};
}

std::size_t LaneHolds::find(Step step) const {
  const auto after = begins_.partition_point([step](Step begin) { return begin <= step; });
  return after == 0 ? 0 : after - 1;
}

void LaneHolds::push(Step step, What what) {
  Step held = 0;
  if (!begins_.empty()) held = held_.back() + (what_.back().locks ? step - begins_.back() : 0);
  begins_.push_back(step);
  what_.push_back(what);
  held_.push_back(held);
}

void LaneHolds::pop() {
  begins_.pop_back();
  what_.pop_back();
  held_.pop_back();
}

}  // namespace vectorscope
