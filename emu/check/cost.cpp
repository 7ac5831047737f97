// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/cost.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace vectorscope {

void Cost::on(const Event& event) {
  if (event.core >= kMaxCores) return;
  ipis_ += first_ && std::holds_alternative<events::IpiSent>(event.body);
  vain_ += busy_.is_busy(event);
  auto& waiting = waiting_[event.core];
  const auto* enter = std::get_if<events::FunctionEnter>(&event.body);
  if (enter && !waiting &&
      std::find(waits_.begin(), waits_.end(), enter->address) != waits_.end()) {
    waiting = event.step;
  }
  const auto change = sections_.on(event);
  if (change == Sections::Change::Entered) {
    ++entered_;
    if (!first_) first_ = event.step;
    if (waiting) longest_wait_ = std::max(longest_wait_, event.step - *waiting);
    waiting.reset();
  }
  if (change == Sections::Change::Left) last_ = event.step;
}

Verdict Cost::verdict() const {
  const Step steps = first_ ? last_ - std::min(last_, *first_) : 0;
  Verdict verdict;
  verdict.premises = {{"sections", entered_},
                      {"steps for each", entered_ == 0 ? 0 : steps / entered_},
                      {"vain tries", vain_},
                      {"longest wait in steps", longest_wait_},
                      {"IPIs", ipis_}};
  if (entered_ == 0 || vain_ == 0) {
    verdict.sentence = fmt::format(
        "{} sections and {} vain tries: nobody was in the way of another", entered_, vain_);
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.step = last_;
    verdict.sentence = fmt::format("{} sections in {} steps", entered_, steps);
  }
  return verdict;
}

}  // namespace vectorscope
