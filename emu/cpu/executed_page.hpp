// SPDX-License-Identifier: GPL-2.0-or-later
// The page of code that a core executes. What every instruction asks first is whether it
// still is the same one; only where it is not, the way to the new one is looked at.
#pragma once
#include <cstdint>

#include "emu/cpu/code_pages.hpp"

namespace vectorscope {

class ExecutedPage {
 public:
  [[nodiscard]] bool contains(LinearAddress address) const {
    return (address ^ begin_) < kPageBytes;
  }
  /// What is known of it; nullptr: each of its instructions has to be looked at.
  [[nodiscard]] const CodePage* known() const { return known_; }

  void enter(LinearAddress address, const CodePage* known) {
    begin_ = address / kPageBytes * kPageBytes;
    known_ = known;
  }
  /// Of the page that was entered more is known now.
  void meet(const CodePage* known) { known_ = known; }
  /// Whatever comes next has to be entered.
  void leave() { begin_ = kNone; }

 private:
  static constexpr std::uint64_t kNone = ~0ull;
  std::uint64_t begin_ = kNone;  ///< linear address
  const CodePage* known_ = nullptr;
};

}  // namespace vectorscope
