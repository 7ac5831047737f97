// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/interrupts_off.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace vectorscope {

void InterruptsOff::on(const Event& event) {
  const auto* enter = std::get_if<events::FunctionEnter>(&event.body);
  if (!enter || event.core != core_) return;
  const auto is_one_of = [&](const std::vector<LinearAddress>& functions) {
    return std::find(functions.begin(), functions.end(), enter->address) != functions.end();
  };
  if (is_one_of(from_)) counts_ = true;
  if (is_one_of(to_)) counts_ = false;
}

void InterruptsOff::on_step(CoreId core, bool interrupts_enabled) {
  if (!counts_ || core != core_) return;
  ++all_;
  off_ += !interrupts_enabled;
  in_a_row_ = interrupts_enabled ? 0 : in_a_row_ + 1;
  longest_ = std::max(longest_, in_a_row_);
}

Verdict InterruptsOff::verdict() const {
  Verdict verdict;
  verdict.premises = {{"longest with interrupts off", longest_},
                      {"with interrupts off in percent", all_ == 0 ? 0 : off_ * 100 / all_}};
  verdict.outcome = all_ == 0 ? Outcome::NotExercised : Outcome::Holds;
  verdict.sentence = fmt::format(
      "core {} executed {} instructions in a row with interrupts off, and {} of {} in all", core_,
      longest_, off_, all_);
  return verdict;
}

}  // namespace vectorscope
