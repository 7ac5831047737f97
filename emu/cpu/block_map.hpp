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

  /// Of an instruction.
  struct Traits {
    bool plain = false;   ///< executed without a look at it
    bool last = false;    ///< the engine ends a block there (may be false of one where it does)
    bool stores = false;  ///< it may store to memory
  };
  /// The block last asked for, by its beginning.
  struct Known {
    std::uint64_t as_it_was : 47 = 0;  ///< when it was last compared with what was translated
    std::uint64_t stores : 1 = 0;
    std::uint64_t size : 8 = 0;   ///< bytes; 0: none was asked for
    std::uint64_t count : 8 = 0;  ///< instructions; 0: it may not be run as a block
  };

  /// The instruction at `offset` has `length` bytes, all of them in this page.
  void learn(unsigned offset, unsigned length, Traits traits);
  /// An instruction that begins here is not plain, whatever else is learnt: it
  /// touched a device, or was in a block that did.
  void distrust(unsigned offset);
  /// Kinds have changed, or the code has. Distrust stays.
  void forget();

  /// The block of `size` bytes at `offset`.
  Known& ask(unsigned offset, unsigned size);
  /// The same as far as it was asked for; look at its size.
  Known& known(unsigned offset) { return known_[offset]; }
  /// Whether all is known of the code from `offset` to where the engine ends the block.
  [[nodiscard]] bool begins(unsigned offset);
  /// How many of the block's instructions begin before `at`; `at` is one's beginning.
  /// The block's whole number if it is not.
  [[nodiscard]] unsigned index(unsigned offset, unsigned size, unsigned at) const;
  [[nodiscard]] unsigned length(unsigned offset) const { return met_[offset] & kLength; }
  [[nodiscard]] bool plain(unsigned offset) const {
    return (met_[offset] & kPlain) != 0 && !distrusted_[offset];
  }
  [[nodiscard]] bool ends_block(unsigned offset) const { return (met_[offset] & kLast) != 0; }

 private:
  static constexpr std::uint8_t kLength = 0x0F, kPlain = 0x10, kLast = 0x20, kStores = 0x40;
  enum class Begins : std::uint8_t { Unknown, Yes, No };

  void forget_blocks();

  std::array<std::uint8_t, kPageBytes> met_{};
  std::array<Known, kPageBytes> known_{};
  std::array<Begins, kPageBytes> begins_{};
  std::bitset<kPageBytes> distrusted_;
};

}  // namespace vectorscope
