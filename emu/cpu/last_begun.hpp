// SPDX-License-Identifier: GPL-2.0-or-later
// The instruction that a core began, and counted, last.
#pragma once
#include <cstdint>

#include "emu/base/types.hpp"

namespace vectorscope {

class LastBegun {
 public:
  void set(LinearAddress at) { at_ = at; }
  [[nodiscard]] bool is(LinearAddress at) const { return at_ == at; }
  [[nodiscard]] bool known() const { return at_ != kNone; }
  /// Where it is known.
  [[nodiscard]] LinearAddress address() const { return static_cast<LinearAddress>(at_); }

  /// The next one is a new one, wherever it is.
  void forget() { at_ = before_drop_ = kNone; }
  /// The translations are dropped: what is next is not the same once more. Yet it may go on with it.
  void drop() {
    if (known()) before_drop_ = at_;
    at_ = kNone;
  }
  /// The same as `is`, dropped or not.
  [[nodiscard]] bool was(LinearAddress at) const { return (known() ? at_ : before_drop_) == at; }

 private:
  static constexpr std::uint64_t kNone = ~0ull;
  std::uint64_t at_ = kNone;           ///< linear address
  std::uint64_t before_drop_ = kNone;  ///< the same, while the former is not known
};

}  // namespace vectorscope
