// SPDX-License-Identifier: GPL-2.0-or-later
// An instruction's prefixes, and what stands behind them (Intel SDM 2A, 2.1.1).
#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "emu/cpu/hidden_state.hpp"

namespace vectorscope {

struct InstructionPrefixes {
  std::optional<SegmentReg> segment;
  bool operands_resized = false, addresses_resized = false, lock = false;
  std::uint8_t repeat = 0;             ///< F2 or F3, the last one; 0 without
  std::span<const std::uint8_t> rest;  ///< the opcode and what follows it
};

/// `bytes` is the whole instruction.
InstructionPrefixes split_prefixes(std::span<const std::uint8_t> bytes);

}  // namespace vectorscope
