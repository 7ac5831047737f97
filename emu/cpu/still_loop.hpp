// SPDX-License-Identifier: GPL-2.0-or-later
// A loop of one block that waits for somebody else. Once the registers are the
// same after it as before, and so is the memory, it does the same for ever: nothing else
// runs during a core's turn.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "emu/cpu/registers.hpp"

namespace vectorscope {

/// What of one instruction of 32-bit code repeating it could change.
enum class Leaves : std::uint8_t {
  Registers,  ///< it changes registers and flags alone
  Loads,      ///< and reads memory
  Exchanges,  ///< XCHG of 32 bits with memory
  Anything,
};
Leaves leaves_behind(std::span<const std::uint8_t> instruction);

/// Instructions of a block, one after the other. `registers`: EAX to EDI as they
/// are before it, and after.
class StillLoop {
 public:
  explicit StillLoop(const GeneralRegisters& registers);
  void add(std::span<const std::uint8_t> instruction);
  /// The memory is after it as it was before it, too: nothing is stored but by
  /// one exchange, which found there what it stored.
  [[nodiscard]] bool still() const;

 private:
  void follow(std::span<const std::uint8_t> instruction);
  void loaded(unsigned reg);

  const GeneralRegisters& registers_;
  std::array<std::optional<std::uint32_t>, 8> known_;
  std::optional<std::uint32_t> stored_;
  unsigned exchanged_ = 0;  ///< the register
  unsigned exchanges_ = 0;
  bool anything_ = false;
};

}  // namespace vectorscope
