// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/dead_holder_recovers.hpp"

#include <utility>

#include <fmt/format.h>

namespace vectorscope {

void DeadHolderRecovers::on(const Event& event) {
  const auto* stopped = std::get_if<events::CoreStopped>(&event.body);
  const bool killed = stopped && stopped->why == Stop::Killed && event.core < kMaxCores;
  const bool inside = killed && sections_.inside(event.core) && sections_.live(event.core);
  const auto change = sections_.on(event);
  if (killed) {
    ++kills_;
    kills_inside_ += inside;
    if (inside && dead_ == kNoCore) {
      dead_ = event.core;
      killed_ = event.step;
    }
  } else if (dead_ != kNoCore && event.core < kMaxCores) {
    after_the_kill(event, change);
  }
}

// A section that was entered before the kill and is left after it proves
// nothing about the stuck lock; it does not count as a success.
void DeadHolderRecovers::after_the_kill(const Event& event, Sections::Change change) {
  if (change == Sections::Change::Entered) entered_[event.core] = true;
  if (change == Sections::Change::Left && std::exchange(entered_[event.core], false)) {
    if (successes_++ == 0) first_success_ = event.step;
  }
  if (names_.busy.is_busy(event)) {
    ++busy_answers_;
    ++busy_[event.core];
    if (!gave_up_ && all_gave_up()) gave_up_ = event.step;
  }
  const auto* enter = std::get_if<events::FunctionEnter>(&event.body);
  if (!enter) return;
  if (names_.decided != 0 && enter->address == names_.decided) ++decisions_;
  if (enter->address == names_.recovered && ++recoveries_ == 2) {
    recovered_again_ = event.step;
  }
}

// A sleeping lock gives no answers: all survivors wait, and nobody can wake them.
void DeadHolderRecovers::on_idle(Step step) {
  if (dead_ != kNoCore && successes_ == 0 && !asleep_) asleep_ = step;
}

bool DeadHolderRecovers::all_gave_up() const {
  if (successes_ > 0) return false;
  unsigned survivors = 0;
  for (CoreId core = 0; core < names_.cores; ++core) {
    if (!sections_.live(core)) continue;
    if (busy_[core] < names_.patience) return false;
    ++survivors;
  }
  return survivors > 0;
}

bool DeadHolderRecovers::settled() const {
  return violated() || (successes_ > 0 && recoveries_ > 0);
}

Verdict DeadHolderRecovers::violation(Step step, std::string sentence) {
  return {Outcome::Violated, step, std::move(sentence), {}};
}

Verdict DeadHolderRecovers::verdict() const {
  Verdict verdict;
  verdict.step = killed_;
  if (gave_up_) {
    verdict = violation(*gave_up_, fmt::format("core {} died inside at step {}; by step {} every "
                                               "survivor had {} busy answers and none a success",
                                               dead_, killed_, *gave_up_, names_.patience));
  } else if (asleep_) {
    verdict = violation(*asleep_, fmt::format("core {} died inside at step {}; since step {} every "
                                              "survivor sleeps, and nobody is left to wake it",
                                              dead_, killed_, *asleep_));
  } else if (recovered_again_) {
    verdict = violation(*recovered_again_,
                        fmt::format("the lock was recovered again at step {}", *recovered_again_));
  } else if (dead_ == kNoCore) {
    verdict.sentence = fmt::format("{} kills, none of a core inside", kills_);
  } else if (successes_ == 0) {
    verdict.sentence = fmt::format(
        "core {} died inside at step {}; the survivors had {} busy "
        "answers and no success yet",
        dead_, killed_, busy_answers_);
  } else if (recoveries_ == 0) {
    verdict.sentence = fmt::format(
        "a survivor succeeded at step {} though nobody had recovered "
        "the lock: it was not stuck",
        first_success_);
  } else if (busy_answers_ == 0) {
    verdict.sentence = "no survivor had a busy answer: the lock was not held";
  } else if (names_.decided != 0 && decisions_ < 2) {
    verdict.sentence = fmt::format("{} cores decided to recover: it takes two", decisions_);
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.step = first_success_;
    verdict.sentence = fmt::format(
        "core {} died inside at step {}; a survivor recovered the lock, "
        "and at step {} one succeeded",
        dead_, killed_, first_success_);
  }
  verdict.premises = {{"kills that hit a holder", kills_inside_},
                      {"busy answers", busy_answers_},
                      {"successes", successes_},
                      {"recoveries", recoveries_}};
  if (names_.decided != 0) verdict.premises.push_back({"decisions to recover", decisions_});
  return verdict;
}

}  // namespace vectorscope
