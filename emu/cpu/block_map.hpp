// SPDX-License-Identifier: GPL-2.0-or-later
// What the exact way has learnt about the instructions of one page of code: how
// long they are, and which of them may be executed a block at a time. A block
// of instructions that were not all met is never run as one.
#pragma once
#include <array>
#include <bitset>
#include <cstdint>

#include "emu/base/types.hpp"

namespace vectorscope {

/// Code that was once run as a block and must not be.
struct DistrustedCode {
  PhysicalAddress at = 0;
  std::uint32_t bytes = 0;
};

class BlockMap {
 public:
  static constexpr unsigned kLongest = 250;  ///< bytes

  /// The instruction at `offset` has `length` bytes, all of them in this page.
  /// `plain`: executed without a look at it. `last`: the engine ends a block
  /// there (it may be false of one where it does).
  void learn(unsigned offset, unsigned length, bool plain, bool last);
  /// An instruction that begins here is not plain, whatever else is learnt: it
  /// touched a device, or was in a block that did.
  void distrust(unsigned offset);
  /// Kinds have changed, or the code has. Distrust stays.
  void forget();

  /// Instructions in the block of `size` bytes at `offset`; 0 if it may not be run as one.
  [[nodiscard]] unsigned count(unsigned offset, unsigned size);
  /// The same, if it was asked for lately; 0 also if it was not.
  [[nodiscard]] unsigned known_count(unsigned offset, unsigned size) const {
    const auto known = known_[offset];
    return known.size == size ? known.count : 0;
  }
  /// Whether all is known of the code from `offset` to where the engine ends the block.
  [[nodiscard]] bool begins(unsigned offset);
  /// How many of the block's instructions begin before `at`; `at` is one's beginning.
  /// The block's whole number if it is not.
  [[nodiscard]] unsigned index(unsigned offset, unsigned size, unsigned at) const;
  [[nodiscard]] unsigned length(unsigned offset) const { return met_[offset] & kLength; }
  [[nodiscard]] bool ends_block(unsigned offset) const { return (met_[offset] & kLast) != 0; }

 private:
  static constexpr unsigned kBytes = 4096;
  static constexpr std::uint8_t kLength = 0x0F, kPlain = 0x10, kLast = 0x20;
  enum class Begins : std::uint8_t { Unknown, Yes, No };

  /// The block last asked for, by its beginning.
  struct Known {
    std::uint8_t size = 0, count = 0;
  };

  void forget_blocks();
  [[nodiscard]] bool plain(unsigned offset) const {
    return (met_[offset] & kPlain) != 0 && !distrusted_[offset];
  }

  std::array<std::uint8_t, kBytes> met_{};
  std::array<Known, kBytes> known_{};
  std::array<Begins, kBytes> begins_{};
  std::bitset<kBytes> distrusted_;
};

}  // namespace vectorscope
