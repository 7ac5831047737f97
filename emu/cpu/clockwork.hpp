// SPDX-License-Identifier: GPL-2.0-or-later
// The numbers that every instruction of every core looks at, and whose turn is
// next when a turn ends: the hot path of a machine that interleaves finely.
#pragma once
#include <algorithm>
#include <array>

#include "emu/base/types.hpp"

namespace vectorscope {

class Core;

/// Shared by all cores of a machine. A core executes its next instruction only
/// while step < limit; whoever wants attention before it lowers the limit.
struct Clockwork {
  Step step = 0;
  Step limit = 0;
  bool within_instruction = false;  ///< a device is being read or written by one

  // A round: cores take turns of `quantum` steps. Before `fence` a turn that
  // ends is passed on without asking the machine.
  Step quantum = 0;
  Step fence = 0;
  Step turn_end = 0;
  CoreId turn_of = 0;
  std::array<Core*, kMaxCores> follower{};  ///< of a core that can run, the next that can

  void stop_before_next() {
    limit = step;
    fence = 0;
  }
  void stop_after_next() {
    if (limit > step + 1) limit = step + 1;
  }
  void begin_turn(CoreId core, Step end) {
    turn_of = core;
    turn_end = end;
    limit = std::min(end, fence);
  }
  /// Whether the turn has ended and nothing else asks for the machine.
  [[nodiscard]] bool turn_passes() const { return step == turn_end && step < fence; }
  /// The step of what happens now: an instruction's own effects carry its number.
  [[nodiscard]] Step stamp() const { return within_instruction ? step - 1 : step; }
};

/// While it lives, an instruction is on its way through the bus.
class WithinInstruction {
 public:
  explicit WithinInstruction(Clockwork& clock, bool is = true) : clock_(clock) {
    clock_.within_instruction = is;
  }
  ~WithinInstruction() { clock_.within_instruction = false; }
  WithinInstruction(const WithinInstruction&) = delete;
  WithinInstruction& operator=(const WithinInstruction&) = delete;

 private:
  Clockwork& clock_;
};

}  // namespace vectorscope
