// SPDX-License-Identifier: GPL-2.0-or-later
// Bytes as instructions, in Intel's syntax. The only file pair that knows
// Capstone.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "emu/base/types.hpp"
#include "emu/load/image.hpp"

namespace vectorscope {

struct Instruction {
  LinearAddress address = 0;
  std::vector<std::uint8_t> bytes;
  std::string mnemonic;  ///< "(bad)" for a byte that begins no instruction
  std::string operands;
  /// What an operand points at: a jump's destination, the displacement of a
  /// memory operand, or an immediate value.
  std::optional<LinearAddress> target;
};

class Disassembler {
 public:
  /// Up to `count` bytes at a linear address; fewer if a page is missing.
  using Read = std::function<std::vector<std::uint8_t>(LinearAddress at, std::size_t count)>;

  /// `bits` is 32, or 16 for a core that has not left real mode.
  explicit Disassembler(unsigned bits = 32);
  ~Disassembler();
  Disassembler(const Disassembler&) = delete;
  Disassembler& operator=(const Disassembler&) = delete;

  /// All of `code`, which begins at `at`.
  [[nodiscard]] std::vector<Instruction> decode(LinearAddress at,
                                                std::span<const std::uint8_t> code) const;

  /// At most `before` instructions before EIP, and `count` from EIP on. Those
  /// before are decoded from the begin of EIP's function, for i386 code cannot
  /// be read backwards; without a symbol, from where decoding arrives at EIP.
  [[nodiscard]] std::vector<Instruction> around(LinearAddress eip, const Read& read,
                                                const Symbols& symbols, std::size_t before,
                                                std::size_t count) const;

 private:
  [[nodiscard]] std::vector<Instruction> leading_to(LinearAddress eip, const Read& read,
                                                    const Symbols& symbols,
                                                    std::size_t before) const;
  std::size_t handle_ = 0;  ///< csh
};

/// The symbol that an operand points at, with the offset; empty if there is none.
std::string comment(const Instruction& instruction, const Symbols& symbols);

/// "87 14 8d 00 40 10 00"
std::string hex(std::span<const std::uint8_t> bytes);

}  // namespace vectorscope
