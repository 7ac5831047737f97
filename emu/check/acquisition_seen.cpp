// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/acquisition_seen.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace vectorscope {
namespace {

bool among(const std::vector<LinearAddress>& set, LinearAddress address) {
  return std::ranges::find(set, address) != set.end();
}

}  // namespace

void AcquisitionSeen::on(const Event& event) {
  if (event.core >= kMaxCores) return;
  const CoreId core = event.core;
  if (const auto* store = std::get_if<events::SlotStored>(&event.body)) {
    if (store->slot != names_.slot) return;
    ++waiting_[core];
    stored(core, store->value);
  } else if (const auto* swap = std::get_if<events::SlotSwap>(&event.body)) {
    if (swap->slot == names_.slot) reached_memory(core, swap->now);
  } else if (const auto* again = std::get_if<events::SlotRewritten>(&event.body)) {
    // Else it took nothing: a cmpxchg that fails stores what it found.
    if (again->slot == names_.slot && waiting_[core] > 0) --waiting_[core];
  } else if (const auto* read = std::get_if<events::SlotRead>(&event.body)) {
    if (read->slot == names_.slot) looked(core, read->value);
  } else if (const auto* enter = std::get_if<events::FunctionEnter>(&event.body)) {
    if (among(names_.work, enter->address)) entered(event.step, core);
  }
}

/// The store is executed: for its core, the slot is as it says.
void AcquisitionSeen::stored(CoreId core, std::uint32_t handler) {
  if (among(names_.taken, handler)) {
    ++acquisitions_;
    holder_ = core;
  } else if (holder_ == core) {
    holder_ = kNoCore;
  }
}

/// A store that waited was judged when it was executed; another did not wait.
void AcquisitionSeen::reached_memory(CoreId core, std::uint32_t handler) {
  if (waiting_[core] > 0)
    --waiting_[core];
  else
    stored(core, handler);
}

void AcquisitionSeen::looked(CoreId core, std::uint32_t handler) {
  overlooked_[core] = kNoCore;
  if (holder_ == kNoCore || holder_ == core) return;
  ++looks_;
  if (!among(names_.taken, handler)) overlooked_[core] = holder_;
}

void AcquisitionSeen::entered(Step step, CoreId core) {
  ++entered_;
  const CoreId holder = std::exchange(overlooked_[core], kNoCore);
  if (holder != kNoCore && !blind_) blind_ = Blind{step, core, holder};
}

Verdict AcquisitionSeen::verdict() const {
  Verdict verdict;
  verdict.premises = {{"acquisitions", acquisitions_},
                      {"looks at a slot that another had taken", looks_},
                      {"sections entered", entered_}};
  if (blind_) {
    verdict.outcome = Outcome::Violated;
    verdict.step = blind_->step;
    verdict.sentence = fmt::format(
        "at step {} core {} entered: it had looked at the slot after core {} took it, "
        "and saw it free",
        blind_->step, blind_->core, blind_->holder);
  } else if (looks_ == 0 || entered_ == 0) {
    verdict.sentence =
        fmt::format("{} looks at a slot that another had taken, {} sections: it takes one of each",
                    looks_, entered_);
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.sentence =
        fmt::format("{} looks at a slot that another had taken saw it taken", looks_);
  }
  return verdict;
}

}  // namespace vectorscope
