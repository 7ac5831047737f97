// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/own_acquisition.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace vectorscope {
namespace {

bool among(const std::vector<LinearAddress>& set, LinearAddress address) {
  return std::find(set.begin(), set.end(), address) != set.end();
}

}  // namespace

bool OwnAcquisition::acquires(const Event& event) const {
  if (const auto* swap = std::get_if<events::SlotSwap>(&event.body)) {
    return swap->slot == names_.slot && among(names_.taken, swap->now);
  }
  const auto* leave = std::get_if<events::FunctionExit>(&event.body);
  return leave && leave->result == 0 && among(names_.acquire, leave->address);
}

void OwnAcquisition::on(const Event& event) {
  if (event.core >= kMaxCores) return;
  busy_answers_ += names_.busy.is_busy(event);
  if (acquires(event)) {
    ++acquisitions_;
    acquired_[event.core] = true;
  }
  if (const auto* enter = std::get_if<events::FunctionEnter>(&event.body)) {
    if (among(names_.section, enter->address)) acquired_[event.core] = false;
  } else if (const auto* leave = std::get_if<events::FunctionExit>(&event.body)) {
    if (!among(names_.section, leave->address) || !is_page(leave->result)) return;
    ++entered_;
    if (!acquired_[event.core] && !without_) {
      without_ = Without{event.step, event.core, leave->result};
    }
  }
}

Verdict OwnAcquisition::verdict() const {
  Verdict verdict;
  verdict.premises = {{"sections entered", entered_},
                      {"acquisitions", acquisitions_},
                      {"busy answers", busy_answers_}};
  if (without_) {
    verdict.outcome = Outcome::Violated;
    verdict.step = without_->step;
    verdict.sentence =
        fmt::format("at step {} core {} came out with page {:#x} and had never taken the lock",
                    without_->step, without_->core, without_->page);
  } else if (entered_ == 0 || busy_answers_ == 0) {
    verdict.sentence = fmt::format("{} sections entered and {} busy answers: it takes one of each",
                                   entered_, busy_answers_);
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.sentence = fmt::format("{} sections, each behind its own acquisition", entered_);
  }
  return verdict;
}

}  // namespace vectorscope
