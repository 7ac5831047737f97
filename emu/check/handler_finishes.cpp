// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/handler_finishes.hpp"

#include <fmt/format.h>

namespace vectorscope {

void HandlerFinishes::on(const Event& event) {
  if (std::holds_alternative<events::IrqRaised>(event.body)) {
    raised_inside_ += sections_.live_inside(kNoCore) != kNoCore;
  }
  if (event.core >= kMaxCores) return;
  const bool in_handler = handlers_.inside(event.core);
  const auto change = handlers_.on(event);
  if (change == Sections::Change::Entered) {
    ++called_;
    entered_at_ = event.step;
    tries_ = 0;
  }
  finished_ += change == Sections::Change::Left;
  // The handler's own section is not the one that it interrupted.
  if (!in_handler) sections_.on(event);
  if (in_handler && names_.busy.is_busy(event)) {
    ++busy_answers_;
    if (++tries_ == names_.patience && !endless_) endless_ = event.step;
  }
  const auto* enter = std::get_if<events::FunctionEnter>(&event.body);
  if (in_handler && enter && enter->address == names_.recovered && !taken_over_) {
    taken_over_ = event.step;
  }
}

Verdict HandlerFinishes::verdict() const {
  Verdict verdict;
  verdict.premises = {{"interrupts raised inside a section", raised_inside_},
                      {"handlers called", called_},
                      {"handlers finished", finished_},
                      {"busy answers in the handler", busy_answers_}};
  if (taken_over_) {
    verdict.outcome = Outcome::Violated;
    verdict.step = *taken_over_;
    verdict.sentence = fmt::format(
        "the handler called at step {} lost its patience: at step {} it took the lock from the "
        "core that it had itself interrupted",
        entered_at_, *taken_over_);
  } else if (endless_) {
    verdict.outcome = Outcome::Violated;
    verdict.step = *endless_;
    verdict.sentence = fmt::format(
        "the handler called at step {} had found the lock taken {} times by step {}, and only the "
        "code below it could release it",
        entered_at_, names_.patience, *endless_);
  } else if (raised_inside_ == 0 || finished_ == 0) {
    verdict.sentence = fmt::format(
        "{} interrupts were raised inside a section, {} handlers finished: it takes "
        "one of each",
        raised_inside_, finished_);
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.sentence = fmt::format("{} handlers called, all finished", finished_);
  }
  return verdict;
}

}  // namespace vectorscope
