// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/interrupts_off.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace vectorscope {

void InterruptsOff::on(const Event& event) {
  const auto* enter = std::get_if<events::FunctionEnter>(&event.body);
  if (!enter || event.core >= counts_.size()) return;
  const auto is_one_of = [&](const std::vector<LinearAddress>& functions) {
    return std::find(functions.begin(), functions.end(), enter->address) != functions.end();
  };
  if (is_one_of(from_)) counts_[event.core].on = true;
  if (is_one_of(to_)) counts_[event.core].on = false;
}

void InterruptsOff::on_step(CoreId core, bool interrupts_enabled) {
  auto& count = counts_.at(core);
  if (!count.on) return;
  ++count.all;
  count.off += !interrupts_enabled;
  count.in_a_row = interrupts_enabled ? 0 : count.in_a_row + 1;
  count.longest = std::max(count.longest, count.in_a_row);
}

Verdict InterruptsOff::verdict() const {
  Verdict verdict;
  Count sum;
  for (const auto& count : counts_) {
    sum.all += count.all;
    sum.off += count.off;
    sum.longest = std::max(sum.longest, count.longest);
  }
  verdict.premises = {
      {"longest with interrupts off", sum.longest},
      {"with interrupts off in percent", sum.all == 0 ? 0 : sum.off * 100 / sum.all}};
  for (std::size_t core = 0; core < counts_.size(); ++core) {
    verdict.premises.push_back(
        {fmt::format("longest with interrupts off, core {}", core), counts_[core].longest});
  }
  verdict.outcome = sum.all == 0 ? Outcome::NotExercised : Outcome::Holds;
  verdict.sentence =
      fmt::format("at most {} instructions in a row with interrupts off, and {} of {} in all",
                  sum.longest, sum.off, sum.all);
  return verdict;
}

}  // namespace vectorscope
