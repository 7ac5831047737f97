// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/hook_switch.hpp"

namespace vectorscope {
namespace {

constexpr std::size_t kWords = 6;  // of the record: five integers, a flag, the range, the callback

}  // namespace

Result<void> HookSwitch::locate(std::size_t hook) {
  // The handle is the record's address.
  auto* words = reinterpret_cast<std::uint64_t*>(hook);  // NOLINT(performance-no-int-to-ptr)
  for (std::size_t i = 0; i + 1 < kWords; ++i)
    if (words[i] == kBegin && words[i + 1] == kEnd) range_ = words + i;
  if (!range_)
    return fail(
        "unicorn: this version keeps its hooks in a layout that is not known here; use "
        "--engine exact");
  set(true);
  return {};
}

void HookSwitch::set(bool on) {
  range_[0] = on ? 1 : ~0ull;
  range_[1] = on ? 0 : ~0ull;
}

}  // namespace vectorscope
