// SPDX-License-Identifier: GPL-2.0-or-later
// What an instruction does with the memory operand that its ModRM byte names, of
// those that a processor with SSE2 has (Intel SDM 2, appendix A and the
// instructions' own pages).
#pragma once
#include <cstdint>
#include <span>

#include "emu/cpu/instruction_prefixes.hpp"

namespace vectorscope {

/// Who executes it, which decides what is asked before the operand is looked at.
enum class Unit : std::uint8_t {
  Integer,
  ProtectedOnly,  ///< #UD in real and virtual-8086 mode
  Privileged,     ///< #GP(0) beyond ring 0
  X87, Mmx, Sse,
};

struct OperandForm {
  std::uint16_t bytes = 0;  ///< 0: none is accessed
  bool reads = false, writes = false;
  std::uint8_t aligned = 1;  ///< must be at a multiple of this, or #GP(0) (SDM 2A, table 2-18)
  std::uint8_t checked = 1;  ///< the same, or #AC where alignment is checked (SDM 3A, table 6-7)
  Unit unit = Unit::Integer;
};

/// `wide`: operands have 32 bits unless a prefix says otherwise. A ModRM that
/// names a register has no form.
OperandForm operand_form(const InstructionPrefixes& instruction, bool wide);

/// Whose #UD for CR0.EM or CR4.OSFXSR comes before the #NM for CR0.TS (SDM 3A,
/// tables 12-1 and 13-1): MMX and SSE instructions, whatever their operands are.
Unit unit_of(const InstructionPrefixes& instruction);

}  // namespace vectorscope
