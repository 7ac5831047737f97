// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/suspect_is_still.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace vectorscope {

void SuspectIsStill::on(const Event& event) {
  if (event.core >= kMaxCores) return;
  if (std::holds_alternative<events::CoreFrozen>(event.body)) {
    frozen_.set(event.core);
    freezes_inside_ += sections_.inside(event.core);
  } else if (std::holds_alternative<events::CoreThawed>(event.body)) {
    frozen_.reset(event.core);
    thaws_ += suspects_[event.core];
  }
  const auto* stopped = std::get_if<events::CoreStopped>(&event.body);
  if (stopped && stopped->why == Stop::Init && frozen_[event.core]) {
    stops_ += sections_.inside(event.core);
  }
  busy_answers_ += names_.busy.is_busy(event);
  const bool stirs = suspects_[event.core] && changes(event);
  const auto change = sections_.on(event);
  const bool leaves = suspects_[event.core] && change == Sections::Change::Left;
  if ((stirs || (leaves && succeeded(event))) && !stirred_) {
    stirred_ = Stirred{event.step, event.core};
  }
  if (leaves) suspects_.reset(event.core);  // the section of then is over
  const auto* enter = std::get_if<events::FunctionEnter>(&event.body);
  if (enter && enter->address == names_.recovered) recovered(event);
}

// Whoever was inside when another core recovered the lock was taken for dead.
void SuspectIsStill::recovered(const Event& event) {
  if (recoveries_++ == 0) recovered_at_ = event.step;
  for (CoreId core = 0; core < kMaxCores; ++core) {
    if (core != event.core && frozen_[core] && sections_.inside(core)) suspects_.set(core);
  }
}

bool SuspectIsStill::changes(const Event& event) const {
  const auto* leave = std::get_if<events::FunctionExit>(&event.body);
  return leave && std::find(names_.changes.begin(), names_.changes.end(), leave->address) !=
                      names_.changes.end();
}

// A core that is told at the end that it was too late has done nothing.
bool SuspectIsStill::succeeded(const Event& event) {
  return static_cast<std::int32_t>(std::get<events::FunctionExit>(event.body).result) >= 0;
}

Verdict SuspectIsStill::verdict() const {
  Verdict verdict;
  verdict.premises = {{"freezes that hit a holder", freezes_inside_},
                      {"busy answers", busy_answers_},
                      {"recoveries", recoveries_},
                      {"holders stopped before it", stops_},
                      {"thaws after it", thaws_}};
  if (stirred_) {
    verdict.outcome = Outcome::Violated;
    verdict.step = stirred_->step;
    verdict.sentence = fmt::format(
        "core {} was only slow: its lock was recovered at step {}, and at step {} it went on with "
        "the work",
        stirred_->core, recovered_at_, stirred_->step);
  } else if (freezes_inside_ == 0 || busy_answers_ == 0 || recoveries_ == 0 ||
             thaws_ + stops_ == 0) {
    verdict.sentence = fmt::format(
        "{} freezes of a core inside, {} busy answers, {} recoveries, {} thaws or stops of the "
        "holder: it takes one of each",
        freezes_inside_, busy_answers_, recoveries_, thaws_ + stops_);
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.step = recovered_at_;
    verdict.sentence = fmt::format(
        "the lock was recovered at step {}; the core that had been inside changed nothing after it",
        recovered_at_);
  }
  return verdict;
}

}  // namespace vectorscope
