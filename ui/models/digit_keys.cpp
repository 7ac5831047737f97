// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/digit_keys.hpp"

namespace vectorscope {

std::optional<CoreId> DigitKeys::press(unsigned digit, unsigned cores, Time now) {
  unsigned core = digit;
  if (one_at_ && now - *one_at_ < kQuick && 10 + digit < cores) {
    core = 10 + digit;
    one_at_.reset();
  } else {
    one_at_ = digit == 1 ? std::optional(now) : std::nullopt;
  }
  if (core >= cores) return std::nullopt;
  return CoreId(core);
}

}  // namespace vectorscope
