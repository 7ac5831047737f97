// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/answer_arrives.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace vectorscope {
namespace {

constexpr std::uint32_t kReentered = 0xFFFF'FFFE;

bool is_refusal(std::uint32_t eax) {
  return eax == kAnswerBusy || eax == kReentered;
}

}  // namespace

void AnswerArrives::on(const Event& event) {
  if (event.core >= kMaxCores) return;
  auto& asked = asked_[event.core];
  if (std::holds_alternative<events::InterruptEntry>(event.body)) {
    asked.emplace_back();
  } else if (std::holds_alternative<events::CoreStarted>(event.body)) {
    asked.clear();
  } else if (asked.empty()) {
    return;
  } else if (busy_.is_busy(event)) {
    asked.back().refused = true;
  } else if (const auto* leave = std::get_if<events::FunctionExit>(&event.body)) {
    if (std::find(work_.begin(), work_.end(), leave->address) != work_.end()) {
      asked.back().result = leave->result;
    }
  } else if (const auto* back = std::get_if<events::InterruptExit>(&event.body)) {
    const auto last = asked.back();
    asked.pop_back();
    judge(event, last, back->eax);
  }
}

void AnswerArrives::judge(const Event& event, const Asked& asked, std::uint32_t eax) {
  if (asked.refused) {
    ++refusals_;
    if (!is_refusal(eax) && !lost_) lost_ = Lost{event.step, event.core, "busy", eax};
  } else if (asked.result) {
    ++results_;
    if (eax != *asked.result && !lost_) {
      lost_ = Lost{event.step, event.core, fmt::format("{:#x}", *asked.result), eax};
    }
  }
}

Verdict AnswerArrives::verdict() const {
  Verdict verdict;
  verdict.premises = {{"busy answers given", refusals_}, {"results given", results_}};
  if (lost_) {
    verdict.outcome = Outcome::Violated;
    verdict.step = lost_->step;
    verdict.sentence =
        fmt::format("at step {} core {} came back with {:#x} in EAX; the handler had answered {}",
                    lost_->step, lost_->core, lost_->eax, lost_->answer);
  } else if (refusals_ == 0 || results_ == 0) {
    verdict.sentence =
        fmt::format("{} busy answers and {} results: it takes one of each", refusals_, results_);
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.sentence = fmt::format("all {} answers arrived in EAX", refusals_ + results_);
  }
  return verdict;
}

}  // namespace vectorscope
