// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/never_halts_with_work.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace vectorscope {
namespace {

bool among(const std::vector<LinearAddress>& functions, LinearAddress address) {
  return std::find(functions.begin(), functions.end(), address) != functions.end();
}

}  // namespace

void NeverHaltsWithWork::on(const Event& event) {
  if (const auto* enter = std::get_if<events::FunctionEnter>(&event.body)) {
    queued_ += among(names_.queued, enter->address) ? 1 : 0;
    done_ += among(names_.done, enter->address) ? 1 : 0;
  } else if (const auto* rose = std::get_if<events::IrqRaised>(&event.body)) {
    if (rose->line == names_.line) on_its_way_ = true;
  } else if (const auto* taken = std::get_if<events::IrqAcknowledged>(&event.body)) {
    if (taken->vector == names_.vector) on_its_way_ = false;
  } else if (std::holds_alternative<events::CoreHalted>(event.body)) {
    ++halts_;
    if (!halted_ && queued_ > done_ && !on_its_way_)
      halted_ = Halted{event.step, event.core, queued_ - done_};
  }
}

Verdict NeverHaltsWithWork::verdict() const {
  Verdict verdict;
  verdict.premises = {{"work queued", queued_}, {"work done", done_}, {"halts", halts_}};
  if (halted_) {
    verdict.outcome = Outcome::Violated;
    verdict.step = halted_->step;
    verdict.sentence =
        fmt::format("at step {} core {} halted with {} pieces of work queued and no IRQ on its way",
                    halted_->step, halted_->core, halted_->waiting);
  } else if (queued_ == 0 || halts_ == 0) {
    verdict.sentence =
        fmt::format("{} pieces of work and {} halts: it takes one of each", queued_, halts_);
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.sentence = fmt::format("{} halts, never with work queued", halts_);
  }
  return verdict;
}

}  // namespace vectorscope
