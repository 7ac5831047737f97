// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/no_lost_update.hpp"

#include <utility>

#include <fmt/format.h>

namespace vectorscope {

void NoLostUpdate::on(const Event& event) {
  if (event.core >= kMaxCores) return;
  busy_answers_ += names_.busy.is_busy(event);
  if (std::holds_alternative<events::CoreStopped>(event.body)) read_[event.core].reset();
  if (const auto* enter = std::get_if<events::FunctionEnter>(&event.body)) {
    if (enter->address == names_.write) argument_[event.core] = enter->argument;
  } else if (const auto* leave = std::get_if<events::FunctionExit>(&event.body)) {
    if (leave->address == names_.read) read_[event.core] = leave->result;
    if (leave->address == names_.write) written(event, argument_[event.core]);
  }
}

void NoLostUpdate::written(const Event& event, std::uint32_t count) {
  const auto read = std::exchange(read_[event.core], std::nullopt);
  const auto was = std::exchange(count_, count);
  if (!read) return;  // put right by a recovery, not changed
  ++updates_;
  if (!was || *was == *read) return;
  ++lost_;
  if (!first_) first_ = Lost{event.step, event.core, *read, *was, count};
}

Verdict NoLostUpdate::verdict() const {
  Verdict verdict;
  verdict.premises = {
      {"updates", updates_}, {"lost updates", lost_}, {"busy answers", busy_answers_}};
  if (first_) {
    verdict.outcome = Outcome::Violated;
    verdict.step = first_->step;
    verdict.sentence = fmt::format(
        "at step {} core {} made {} of the {} that it had read, but the count was {} by then: {} "
        "of "
        "{} updates are lost",
        first_->step, first_->core, first_->written, first_->read, first_->was, lost_, updates_);
  } else if (updates_ == 0 || busy_answers_ == 0) {
    verdict.sentence = fmt::format("{} updates, {} busy answers: too few", updates_, busy_answers_);
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.sentence = fmt::format("none of {} updates is lost", updates_);
  }
  return verdict;
}

}  // namespace vectorscope
