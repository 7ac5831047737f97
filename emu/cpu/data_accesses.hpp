// SPDX-License-Identifier: GPL-2.0-or-later
// The data accesses of one instruction: its operand in memory, and those that it
// makes without naming them (the stack's, a string's). Of what has another form in
// protected mode (far CALL through a gate, far RET and IRET to an outer ring) only
// what all forms have. Of masked stores (MASKMOVQ) none: which bytes are
// accessed the manual leaves open.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "emu/cpu/hidden_state.hpp"
#include "emu/cpu/memory_operand.hpp"

namespace vectorscope {

struct DataAccess {
  SegmentReg segment = SegmentReg::Ds;
  std::uint32_t offset = 0;  ///< within the segment
  std::uint32_t bytes = 0;   ///< at least 1
  bool writes = false;       ///< perhaps besides reading
  std::uint8_t aligned = 1;  ///< see OperandForm
  std::uint8_t checked = 1;
};

/// What decides where they are, besides the instruction.
struct AccessContext {
  bool wide_code = true;   ///< CS.D
  bool wide_stack = true;  ///< SS.B
  GeneralRegisters registers{};
};

/// In the order in which they are made. `bytes` is the whole instruction; of a
/// repeated string instruction one iteration, none if the count is 0.
std::vector<DataAccess> data_accesses(std::span<const std::uint8_t> bytes,
                                      const AccessContext& context);

}  // namespace vectorscope
