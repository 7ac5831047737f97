// SPDX-License-Identifier: GPL-2.0-or-later
// The two numbers that every instruction of every core looks at.
#pragma once
#include "emu/base/types.hpp"

namespace vectorscope {

/// Shared by all cores of a machine. A core executes its next instruction only
/// while step < limit; whoever wants attention before it lowers the limit.
struct Clockwork {
  Step step = 0;
  Step limit = 0;
  bool within_instruction = false;  ///< a device is being read or written by one

  void stop_before_next() { limit = step; }
  void stop_after_next() {
    if (limit > step + 1) limit = step + 1;
  }
  /// The step of what happens now: an instruction's own effects carry its number.
  [[nodiscard]] Step stamp() const { return within_instruction ? step - 1 : step; }
};

/// While it lives, an instruction is on its way through the bus.
class WithinInstruction {
 public:
  explicit WithinInstruction(Clockwork& clock) : clock_(clock) { clock_.within_instruction = true; }
  ~WithinInstruction() { clock_.within_instruction = false; }
  WithinInstruction(const WithinInstruction&) = delete;
  WithinInstruction& operator=(const WithinInstruction&) = delete;

 private:
  Clockwork& clock_;
};

}  // namespace vectorscope
