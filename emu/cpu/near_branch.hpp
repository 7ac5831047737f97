// SPDX-License-Identifier: GPL-2.0-or-later
// Where a branch within the code segment goes (Intel SDM 2A, Jcc, JMP, CALL and LOOP;
// 2B, RET).
#pragma once
#include <cstdint>
#include <optional>

#include "emu/cpu/data_accesses.hpp"
#include "emu/cpu/instruction_prefixes.hpp"

namespace vectorscope {

/// `next`: EIP behind it; `flags`: EFLAGS; `loaded`: what its first data access
/// reads, where it has one. Nothing: it is no such branch, or it is not taken.
std::optional<std::uint32_t> near_target(const InstructionPrefixes& instruction,
                                         const AccessContext& context, std::uint32_t next,
                                         std::uint32_t flags, std::uint32_t loaded);

}  // namespace vectorscope
