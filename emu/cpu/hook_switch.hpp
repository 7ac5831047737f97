// SPDX-License-Identifier: GPL-2.0-or-later
// A hook of the engine that can be off while code is translated: what is
// translated then runs without it, for ever, and costs nothing. The engine's own
// way, to remove the hook, throws translations away; so the range of addresses
// in the engine's record of it is changed instead, found as HiddenState finds things.
#pragma once
#include <cstddef>
#include <cstdint>

#include "emu/base/result.hpp"

namespace vectorscope {

class HookSwitch {
 public:
  /// The range that the hook must be added with.
  static constexpr std::uint64_t kBegin = 0x5EA15EA15EA15EA1, kEnd = 0x5EA15EA15EA15EA2;

  /// `hook`: what uc_hook_add gave. Fails if its record is not laid out as known. On from then on.
  Result<void> locate(std::size_t hook);
  void set(bool on);

 private:
  std::uint64_t* range_ = nullptr;  ///< begin and end; where begin > end, every address
};

}  // namespace vectorscope
