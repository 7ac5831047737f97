// SPDX-License-Identifier: GPL-2.0-or-later
// Where an instruction's memory operand lies: ModRM, SIB and displacement
// (Intel SDM 2A, 2.1.5, tables 2-1 to 2-3).
#pragma once
#include <cstdint>
#include <span>

#include "emu/cpu/hidden_state.hpp"
#include "emu/cpu/registers.hpp"

namespace vectorscope {

struct MemoryOperand {
  SegmentReg segment = SegmentReg::Ds;
  std::uint32_t offset = 0;
  unsigned extension = 0;  ///< ModRM's middle field, which is part of some opcodes
};

/// `bytes` is the whole instruction, prefixes included, with an opcode of one byte, or
/// of two of which 0F is the first; its ModRM must name memory. `wide`: its addresses
/// have 32 bits unless a prefix says otherwise. Bytes that are missing count as 0.
MemoryOperand memory_operand(std::span<const std::uint8_t> bytes, bool wide,
                             const GeneralRegisters& registers);

}  // namespace vectorscope
