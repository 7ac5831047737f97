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
    called(event, *enter);
  } else if (const auto* leave = std::get_if<events::FunctionExit>(&event.body)) {
    returned(core, *leave);
  }
}

void AcquisitionSeen::called(const Event& event, const events::FunctionEnter& call) {
  const CoreId core = event.core;
  if (among(names_.work, call.address)) entered(event.step, core);
  if (among(names_.acquire, call.address)) acquiring_.set(core, call.argument == names_.slot);
  if (!by_call_ || holder_ == kNoCore) return;
  looks_ += core != holder_ && among(names_.waits, call.address);
  if (core == holder_ && among(names_.release, call.address)) holder_ = kNoCore;
}

/// Where the slot is the lock its own stores have told already.
void AcquisitionSeen::returned(CoreId core, const events::FunctionExit& from) {
  if (!among(names_.acquire, from.address) || !acquiring_[core]) return;
  acquiring_.reset(core);
  if (from.result != 0 || holder_ == core) return;
  ++acquisitions_;
  holder_ = core;
  by_call_ = true;
}

/// The store is executed: for its core, the slot is as it says.
void AcquisitionSeen::stored(CoreId core, std::uint32_t handler) {
  if (among(names_.taken, handler)) {
    ++acquisitions_;
    holder_ = core;
    by_call_ = false;
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
  CoreId holder = std::exchange(overlooked_[core], kNoCore);
  if (by_call_ && holder_ != core) holder = holder_;
  if (holder != kNoCore && !blind_) blind_ = Blind{step, core, holder, by_call_};
}

Verdict AcquisitionSeen::verdict() const {
  Verdict verdict;
  verdict.premises = {{"acquisitions", acquisitions_},
                      {"looks at a lock that another had taken", looks_},
                      {"sections entered", entered_}};
  if (blind_) {
    verdict.outcome = Outcome::Violated;
    verdict.step = blind_->step;
    verdict.sentence =
        blind_->by_call
            ? fmt::format("at step {} core {} entered a section whose lock core {} had taken",
                          blind_->step, blind_->core, blind_->holder)
            : fmt::format(
                  "at step {} core {} entered: it had looked at the slot after core {} took it, "
                  "and saw it free",
                  blind_->step, blind_->core, blind_->holder);
  } else if (looks_ == 0 || entered_ == 0) {
    verdict.sentence =
        fmt::format("{} looks at a lock that another had taken, {} sections: it takes one of each",
                    looks_, entered_);
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.sentence =
        fmt::format("{} looks at a lock that another had taken saw it taken", looks_);
  }
  return verdict;
}

}  // namespace vectorscope
