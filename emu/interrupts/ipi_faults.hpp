// SPDX-License-Identifier: GPL-2.0-or-later
// What the user does to the next IPI that a core would accept, by whichever bus
// it comes: lose it on the way, or let it come late. The sender cannot tell.
#pragma once
#include <array>
#include <utility>

#include "emu/base/state_visitor.hpp"
#include "emu/base/types.hpp"

namespace vectorscope {

class IpiFaults {
 public:
  void drop_next(CoreId target) { faults_[target].drop = true; }
  void delay_next(CoreId target, Ticks by) { faults_[target].delay = by; }

  /// A message for `target` is on its way: whether it gets lost.
  bool take_drop(CoreId target) { return std::exchange(faults_[target].drop, false); }
  /// It arrives: how much later than it should.
  Ticks take_delay(CoreId target) { return std::exchange(faults_[target].delay, Ticks{0}); }

  void visit(StateVisitor& state) {
    for (auto& fault : faults_) {
      state.field("drop next", fault.drop);
      state.field("delay next", fault.delay);
    }
  }

 private:
  struct Fault {
    bool drop = false;
    Ticks delay = 0;
  };
  std::array<Fault, kMaxCores> faults_;
};

}  // namespace vectorscope
