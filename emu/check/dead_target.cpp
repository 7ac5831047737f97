// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/dead_target.hpp"

#include <utility>

#include <fmt/format.h>

namespace vectorscope {

void DeadTarget::on(const Event& event) {
  if (event.core >= kMaxCores) return;
  if (const auto* stopped = std::get_if<events::CoreStopped>(&event.body)) {
    killed_.set(event.core);
    kills_ += stopped->why == Stop::Killed ? 1 : 0;
  } else if (const auto* call = std::get_if<events::FunctionEnter>(&event.body)) {
    if (call->address == names_.attempt) {
      const auto target = call->argument >> 24 & 15;
      attempting_[event.core].push_back({target, target < kMaxCores && killed_[target]});
    }
    if (call->address == names_.suspect) suspected(event, call->argument);
    if (call->address == names_.quiet) quiet_.set(event.core);
  } else if (const auto* answer = std::get_if<events::FunctionExit>(&event.body)) {
    leave(event, *answer);
  }
}

void DeadTarget::leave(const Event& event, const events::FunctionExit& answer) {
  auto& attempting = attempting_[event.core];
  if (answer.address != names_.attempt || attempting.empty()) return;
  const auto attempt = attempting.back();
  attempting.pop_back();
  if (attempt.dead) to_the_dead(event, attempt.target, answer.result != 0);
}

void DeadTarget::to_the_dead(const Event& event, std::uint32_t target, bool good) {
  if (!good) {
    if (++refused_ > names_.patience && !given_up_[target])
      wrong(event.step, fmt::format("by step {} the dead core {} had refused {} times, and nobody "
                                    "had given it up",
                                    event.step, target, refused_));
    return;
  }
  ++good_;
  if (++taken_in_.at(target).at(event.core) == 2)
    wrong(event.step, fmt::format("at step {} core {} believed that core {}, which is dead, had "
                                  "taken in a second message",
                                  event.step, event.core, target));
}

void DeadTarget::suspected(const Event& event, std::uint32_t core) {
  if (core >= names_.cores) return;
  if (killed_[core]) {
    given_up_.set(core);
    ++suspicions_;
  } else {
    wrong(event.step, fmt::format("at step {} core {} gave core {} up as dead, which it is not",
                                  event.step, event.core, core));
  }
}

void DeadTarget::wrong(Step step, std::string sentence) {
  if (!wrong_) wrong_ = Wrong{step, std::move(sentence)};
}

bool DeadTarget::is_quiet() const {
  for (unsigned core = 0; core < names_.cores; ++core)
    if (!quiet_[core] && !killed_[core]) return false;
  return true;
}

Verdict DeadTarget::verdict() const {
  Verdict verdict;
  verdict.premises = {{"kills", kills_},
                      {"messages taken in by a dead core", good_},
                      {"refused by a dead core", refused_},
                      {"dead cores given up", suspicions_}};
  if (wrong_) {
    verdict.outcome = Outcome::Violated;
    verdict.step = wrong_->step;
    verdict.sentence = wrong_->sentence;
  } else if (kills_ == 0 || good_ + refused_ == 0 || !is_quiet()) {
    verdict.sentence = fmt::format("{} kills, {} messages to a dead core{}", kills_,
                                   good_ + refused_, is_quiet() ? "" : ", and the run goes on");
  } else if (suspicions_ == 0) {
    verdict.outcome = Outcome::Violated;
    verdict.sentence = "all is quiet, and nobody has given the dead core up";
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.sentence = fmt::format(
        "the dead core took in {} messages and refused {}; then it was "
        "given up",
        good_, refused_);
  }
  return verdict;
}

}  // namespace vectorscope
