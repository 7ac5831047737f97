// SPDX-License-Identifier: GPL-2.0-or-later
// The block of instructions that was begun last: whether it ran to its end, as it was
// translated, is met when the next one begins.
#pragma once
#include <cstdint>

#include "emu/cpu/code_pages.hpp"
#include "emu/cpu/registers.hpp"

namespace vectorscope {

struct BegunBlock {
  const CodePage* page = nullptr;  ///< all of it lies there
  LinearAddress at = 0;
  std::uint32_t size = 0;  ///< bytes
  unsigned count = 0;      ///< instructions
  bool stores = false;
  bool operator==(const BegunBlock&) const = default;

  [[nodiscard]] bool overwritten() const {
    return page != nullptr && !page->same(at % kPageBytes, size);
  }
  /// It ran from end to end, and as it was translated; false also where that is not so simple.
  [[nodiscard]] bool surely_went_well(LinearAddress next, std::uint32_t bytes) const {
    return !stores || (page->surely_same(at % kPageBytes, size) && !contains(next, bytes));
  }
  /// What is next is a part of it.
  [[nodiscard]] bool contains(LinearAddress next, std::uint32_t bytes) const {
    return next - at < size && (next != at || bytes != size);
  }
  /// A store into the block made the engine translate anew, and what is next is
  /// the instruction that stored, once more, alone.
  [[nodiscard]] bool stored_into_itself(LinearAddress next, std::uint32_t bytes) const;
  /// Begun with these registers and ended with them it leaves the memory as it was, too.
  [[nodiscard]] bool is_still(const GeneralRegisters& registers) const;
};

}  // namespace vectorscope
