// SPDX-License-Identifier: GPL-2.0-or-later
// Event streams written by hand: one line, one event, one step.
#pragma once
#include "emu/check/checker.hpp"

namespace vectorscope::by_hand {

inline constexpr LinearAddress kWork = 0x1000, kFree = 0x2000, kBusy = 0x3000, kAsk = 0x4000,
                               kRecovered = 0x5000, kOther = 0x6000;

class Stream {
 public:
  explicit Stream(Checker& checker) : checker_(checker) {}

  Stream& enter(CoreId core, LinearAddress function, std::uint32_t argument = 0) {
    return add(core, events::FunctionEnter{function, argument});
  }
  Stream& leave(CoreId core, LinearAddress function, std::uint32_t result = 0) {
    return add(core, events::FunctionExit{function, result});
  }
  Stream& section(CoreId core, std::uint32_t page = 0x100000) {
    return enter(core, kWork).leave(core, kWork, page);
  }
  Stream& busy(CoreId core) { return enter(core, kBusy).leave(core, kBusy); }
  Stream& stop(CoreId core, Stop why = Stop::Killed) {
    return add(core, events::CoreStopped{why, 0});
  }
  Stream& start(CoreId core) { return add(core, events::CoreStarted{0}); }
  Stream& add(CoreId core, EventBody body) {
    checker_.on(Event{++step_, core, body});
    return *this;
  }

 private:
  Checker& checker_;
  Step step_ = 0;
};

inline std::uint64_t premise(const Checker& checker, const std::string& name) {
  for (const auto& premise : checker.verdict().premises) {
    if (premise.name == name) return premise.count;
  }
  return ~std::uint64_t{0};
}

}  // namespace vectorscope::by_hand
