// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/progress.hpp"

#include <algorithm>

namespace vectorscope {

Progress::Progress(unsigned cores, const Functions& functions) : functions_(functions) {
  for (unsigned core = 0; core < cores; ++core) cores_.set(core);
}

void Progress::on(const Event& event) {
  if (std::holds_alternative<events::GuestExit>(event.body)) exited_ = true;
  if (event.core >= kMaxCores) return;
  if (const auto* enter = std::get_if<events::FunctionEnter>(&event.body)) {
    entered_[enter->address].set(event.core);
  } else if (const auto* leave = std::get_if<events::FunctionExit>(&event.body)) {
    left_[leave->address].set(event.core);
  } else if (std::holds_alternative<events::CoreStopped>(event.body)) {
    dead_.set(event.core);
  } else if (std::holds_alternative<events::CoreHalted>(event.body)) {
    asleep_.set(event.core);
  } else if (std::holds_alternative<events::CoreWoken>(event.body)) {
    asleep_.reset(event.core);
  } else if (std::holds_alternative<events::CoreStarted>(event.body)) {
    dead_.reset(event.core);
    asleep_.reset(event.core);
  }
}

CoreSet Progress::missing(const Condition& condition) const {
  const auto& reached = condition.kind == Condition::Kind::Enters ? entered_ : left_;
  CoreSet missing = condition.who == Condition::Who::EveryLiveCore ? live() : cores_;
  for (const auto address : functions_.named(condition.function)) {
    if (const auto found = reached.find(address); found != reached.end()) missing &= ~found->second;
  }
  return missing;
}

bool Progress::done() const {
  return exited_ || missing({.kind = Condition::Kind::Enters,
                             .who = Condition::Who::EveryLiveCore,
                             .function = kLabDone})
                        .none();
}

bool Progress::happens(const Condition& condition, CoreSet who, const Event& event) const {
  if (event.core >= kMaxCores || !who[event.core]) return false;
  switch (condition.kind) {
    case Condition::Kind::Enters: {
      const auto* enter = std::get_if<events::FunctionEnter>(&event.body);
      return enter && is_named(condition.function, enter->address);
    }
    case Condition::Kind::Returns: {
      const auto* leave = std::get_if<events::FunctionExit>(&event.body);
      return leave && is_named(condition.function, leave->address);
    }
    case Condition::Kind::Write: {
      const auto* swap = std::get_if<events::SlotSwap>(&event.body);
      return swap && swap->slot == condition.slot;
    }
    case Condition::Kind::Reads: {
      const auto* read = std::get_if<events::SlotRead>(&event.body);
      return read && read->slot == condition.slot;
    }
    case Condition::Kind::Takes: {
      const auto* entry = std::get_if<events::InterruptEntry>(&event.body);
      return entry && entry->vector == condition.slot;
    }
    case Condition::Kind::Sleeps:
    case Condition::Kind::Turn:
    case Condition::Kind::Verdict:
    case Condition::Kind::Violated:
    case Condition::Kind::Done:
      return false;  // states, not events
  }
  return false;
}

bool Progress::is_named(const std::string& name, LinearAddress address) const {
  const auto& addresses = functions_.named(name);
  return std::find(addresses.begin(), addresses.end(), address) != addresses.end();
}

}  // namespace vectorscope
