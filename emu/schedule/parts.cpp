// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/schedule/parts.hpp"

#include <algorithm>

#include "emu/schedule/policy.hpp"

namespace vectorscope {

void Parts::take(const Decision& whole) {
  whole_ = whole;
  left_ = turn_left_ = 0;
  if (const auto* run = std::get_if<decisions::Run>(&whole)) {
    core_ = run->core;
    left_ = turn_left_ = run->steps;
  } else if (const auto* round = std::get_if<decisions::RunRound>(&whole)) {
    core_ = static_cast<CoreId>(round->first % machine_.config().cores);
    left_ = round->steps;
  }
}

void Parts::cut() {
  left_ = turn_left_ = 0;
  const bool drains = whole_ && std::holds_alternative<decisions::RunRound>(*whole_);
  if (!drains || storing() == kNoCore) whole_.reset();
}

bool Parts::over() const {
  return !whole_;
}

Decision Parts::next(Step most) {
  events_ = machine_.log().size();
  asked_ = 0;
  const bool round = std::holds_alternative<decisions::RunRound>(*whole_);
  if (round && (left_ > 0 || storing() != kNoCore)) return next_of_round(most);
  return left_ > 0 ? run_on(most) : *whole_;  // an input, or a run of no steps
}

Decision Parts::run_on(Step most) {
  asked_ = std::min({turn_left_, left_, most});
  return decisions::Run{core_, asked_};
}

// Under TSO a turn ends with every store in memory, and so does the round.
Decision Parts::next_of_round(Step most) {
  if (left_ > 0 && turn_left_ > 0) return run_on(most);
  if (const CoreId core = storing(); core != kNoCore) return decisions::Drain{core};
  const CoreId core = next_core(runnable_cores(machine_), core_);
  if (core == kNoCore) {  // what the machine makes of that
    left_ = 0;
    return decisions::RunRound{core_, 1, 1};
  }
  core_ = core;
  turn_left_ = std::max<Step>(std::get<decisions::RunRound>(*whole_).quantum, 1);
  return run_on(most);
}

void Parts::applied(const Applied& result) {
  left_ -= std::min(left_, result.steps);
  turn_left_ -= std::min(turn_left_, result.steps);
  const bool turn_over = turn_left_ == 0 || result.steps < asked_ || stood_still();
  if (!std::holds_alternative<decisions::RunRound>(*whole_)) {
    if (left_ == 0 || turn_over) whole_.reset();
    return;
  }
  if (asked_ > 0 && turn_over) {
    turn_left_ = 0;
    core_ = static_cast<CoreId>((core_ + 1u) % machine_.config().cores);
  }
  if (left_ == 0 && storing() == kNoCore) whole_.reset();
}

// It halted with the last instruction of this part, and time may have passed
// since until something woke it: its turn ended there all the same.
bool Parts::stood_still() const {
  const auto& log = machine_.log();
  for (std::size_t at = events_; at < log.size(); ++at)
    if (log[at].core == core_ && std::holds_alternative<events::CoreHalted>(log[at].body))
      return true;
  return false;
}

CoreId Parts::storing() const {
  return next_core(storing_cores(machine_), 0);
}

}  // namespace vectorscope
