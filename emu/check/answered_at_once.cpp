// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/answered_at_once.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace vectorscope {
namespace {

bool among(const std::vector<LinearAddress>& set, LinearAddress address) {
  return std::find(set.begin(), set.end(), address) != set.end();
}

}  // namespace

void AnsweredAtOnce::on(const Event& event) {
  if (event.core >= kMaxCores) return;
  auto& open = open_[event.core];
  if (const auto* enter = std::get_if<events::FunctionEnter>(&event.body)) {
    if (among(asks_, enter->address)) {
      ++asked_;
      open.push_back(false);
    } else if (among(handler_, enter->address)) {
      const bool is_due = !open.empty() && !open.back();
      ++(is_due ? at_once_ : later_);
      if (is_due) open.back() = true;
    }
  } else if (const auto* leave = std::get_if<events::FunctionExit>(&event.body)) {
    if (!among(asks_, leave->address) || open.empty()) return;
    if (!open.back() && !unanswered_) unanswered_ = Unanswered{event.step, event.core};
    open.pop_back();
  }
}

Verdict AnsweredAtOnce::verdict() const {
  Verdict verdict;
  verdict.premises = {{"asked", asked_},
                      {"delivered at once", at_once_},
                      {"deferred", later_},
                      {"merged or lost", asked_ - std::min(asked_, at_once_ + later_)}};
  if (unanswered_) {
    verdict.outcome = Outcome::Violated;
    verdict.step = unanswered_->step;
    verdict.sentence = fmt::format(
        "core {} had asked and went on at step {} without an interrupt; of {} interrupts {} came "
        "at once and {} later",
        unanswered_->core, unanswered_->step, asked_, at_once_, later_);
  } else if (asked_ == 0) {
    verdict.sentence = "nobody asked";
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.sentence = fmt::format("all {} interrupts came at once", asked_);
  }
  return verdict;
}

}  // namespace vectorscope
