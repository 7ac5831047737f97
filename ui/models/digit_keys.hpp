// SPDX-License-Identifier: GPL-2.0-or-later
// Digits choose cores: one for 0 to 9, "1" and another in quick succession for 10 to 15.
#pragma once
#include <chrono>
#include <optional>

#include "emu/base/types.hpp"

namespace vectorscope {

class DigitKeys {
 public:
  using Time = std::chrono::steady_clock::time_point;
  static constexpr std::chrono::milliseconds kQuick{400};

  /// The core that the digit means now, if the machine has it.
  std::optional<CoreId> press(unsigned digit, unsigned cores, Time now);
  /// Whether another digit could still follow and mean another core.
  [[nodiscard]] static bool ambiguous(unsigned digit, unsigned cores) {
    return digit == 1 && cores > 10;
  }

 private:
  std::optional<Time> one_at_;
};

}  // namespace vectorscope
