// SPDX-License-Identifier: GPL-2.0-or-later
// Which instructions have to do with x87 exceptions that are not masked (Intel SDM 1,
// chapter 8, "x87 FPU Floating-Point Exception Handling").
#pragma once
#include <cstdint>
#include <span>

#include "emu/cpu/instruction_prefixes.hpp"

namespace vectorscope {

/// #MF is raised before it where an exception waits: those of the x87 but the "no-wait"
/// ones, those of MMX, and WAIT.
bool waits_for_math(const InstructionPrefixes& instruction);

inline constexpr std::uint8_t kWait = 0x9B;

/// Afterwards other x87 exceptions may be masked. `bytes` begins with the opcode.
bool changes_math_masks(std::span<const std::uint8_t> bytes);
/// It stores, loads or clears the x87's status word or MXCSR.
bool touches_arithmetic_status(std::span<const std::uint8_t> bytes);
bool only_stores_status(
    std::span<const std::uint8_t> bytes);  ///< of these: FNSTSW, FXSAVE, STMXCSR
bool loads_mxcsr(std::span<const std::uint8_t> bytes);
bool masks_math(std::span<const std::uint8_t> bytes);  ///< FNSTENV

}  // namespace vectorscope
