// SPDX-License-Identifier: GPL-2.0-or-later
// A line of 64 bytes in the caches of all cores, by MESI, as far as it takes to
// count: a miss is a transfer, and so is an upgrade, a write to a line that others
// have too. Who alone has a line writes without asking. Nothing is ever evicted.
#pragma once
#include <bitset>

#include "emu/base/types.hpp"

namespace vectorscope {

inline constexpr std::uint32_t kLineBytes = 64;

class CacheLine {
 public:
  [[nodiscard]] bool holds(CoreId core) const { return holders_[core]; }

  /// True if the line had to be fetched or asked for.
  bool access(CoreId core, bool write) {
    const bool hit = holders_[core] && (!write || holders_.count() == 1);
    if (write) holders_.reset();
    holders_.set(core);
    return !hit;
  }

 private:
  std::bitset<kMaxCores> holders_;
};

}  // namespace vectorscope
