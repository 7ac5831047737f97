// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/count_kept.hpp"

#include <fmt/format.h>

namespace vectorscope {

void CountKept::on(const Event& event) {
  if (event.core >= kMaxCores) return;
  last_ = event.step;
  const auto* stopped = std::get_if<events::CoreStopped>(&event.body);
  if (stopped && stopped->why == Stop::Killed) {
    kills_half_ += sections_.inside(event.core) && half_[event.core];
    refusals_ = {};
  }
  sections_.on(event);
  if (names_.busy.is_busy(event)) refused(event);
  if (const auto* enter = std::get_if<events::FunctionEnter>(&event.body)) {
    arguments_[event.core][enter->address] = enter->argument;
  } else if (const auto* leave = std::get_if<events::FunctionExit>(&event.body)) {
    left(event, *leave);
  }
}

// A step of the work is done when its function returns.
void CountKept::left(const Event& event, const events::FunctionExit& leave) {
  const auto argument = arguments_[event.core][leave.address];
  if (leave.address == names_.take) {
    taken_.insert(argument);
    half_.set(event.core);
    ++moves_;
  } else if (leave.address == names_.put) {
    taken_.erase(argument);
    half_.set(event.core);
    ++moves_;
  } else if (leave.address == names_.write) {
    half_.reset(event.core);
    count_ = argument;
  } else if (leave.address == names_.read) {
    count_ = leave.result;
    if (!start_) start_ = count_;
    if (sections_.inside(event.core)) return;
    ++reads_;
    judge(event.step);
  }
}

void CountKept::refused(const Event& event) {
  ++busy_answers_;
  ++refusals_[event.core];
  if (kills_half_ > 0 && nobody_gets_on()) judge(event.step);
}

bool CountKept::nobody_gets_on() const {
  for (CoreId core = 0; core < names_.cores; ++core) {
    if (sections_.live(core) && refusals_[core] < names_.patience) return false;
  }
  return true;
}

void CountKept::on_idle(Step step) {
  judge(step);
}

void CountKept::judge(Step step) {
  if (!wrong_ && quiet() && !fits()) wrong_ = Wrong{step, *count_, expected()};
}

Verdict CountKept::verdict() const {
  Verdict verdict;
  auto wrong = wrong_;
  if (!wrong && quiet() && !fits()) wrong = Wrong{last_, *count_, expected()};
  const auto premise = names_.kill ? kills_half_ : busy_answers_;
  if (wrong) {
    verdict.outcome = Outcome::Violated;
    verdict.step = wrong->step;
    verdict.sentence = fmt::format(
        "at step {} all is quiet and the count says {} free pages; by the pages moved it is {}",
        wrong->step, wrong->count, wrong->expected);
  } else if (!quiet()) {
    verdict.sentence = "at the end a core is still inside";
  } else if (reads_ == 0 || moves_ < 2 || premise == 0) {
    verdict.sentence =
        fmt::format("{} pages moved, {} {}, {} looks at the count: too few", moves_, premise,
                    names_.kill ? "kills between page and count" : "busy answers", reads_);
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.sentence =
        fmt::format("{} pages moved, and the count is {} as it must be", moves_, *count_);
  }
  verdict.premises = {{"pages moved", moves_},
                      {"busy answers", busy_answers_},
                      {"looks at the count when all is quiet", reads_}};
  if (names_.kill) verdict.premises.push_back({"kills between page and count", kills_half_});
  return verdict;
}

}  // namespace vectorscope
