// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/irq_latency.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace vectorscope {

void IrqLatency::on(const Event& event) {
  time_.on(event);
  const auto* raised = std::get_if<events::IrqRaised>(&event.body);
  if (raised && raised->line == line_ && !raised_) raised_ = time_.now();
  const auto* enter = std::get_if<events::FunctionEnter>(&event.body);
  if (!enter || !raised_ ||
      std::find(handler_.begin(), handler_.end(), enter->address) == handler_.end())
    return;
  const auto latency = time_.now() - *raised_;
  raised_.reset();
  ++served_;
  sum_ += latency;
  longest_ = std::max(longest_, latency);
}

Verdict IrqLatency::verdict() const {
  Verdict verdict;
  const auto mean = served_ == 0 ? 0 : sum_ / served_;
  verdict.premises = {{fmt::format("IRQ {} served", line_), served_},
                      {fmt::format("IRQ {} mean latency in cycles", line_), mean},
                      {fmt::format("IRQ {} longest latency in cycles", line_), longest_}};
  verdict.outcome = served_ == 0 ? Outcome::NotExercised : Outcome::Holds;
  verdict.sentence = fmt::format("IRQ {} was served {} times, after {} cycles and at the most {}",
                                 line_, served_, mean, longest_);
  return verdict;
}

}  // namespace vectorscope
