// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/heat.hpp"

#include <algorithm>
#include <cmath>

namespace vectorscope {

double heat_share(std::uint64_t calls, std::uint64_t most) {
  if (calls == 0) return 0;
  constexpr double kOneCall = 0.25;  // far enough from never that the eye tells them apart
  if (most <= 1) return kOneCall;
  const double part = std::log(double(calls)) / std::log(double(most));
  return kOneCall + (1 - kOneCall) * std::clamp(part, 0.0, 1.0);
}

double flash_strength(std::int64_t milliseconds) {
  return std::clamp(1.0 - double(milliseconds) / kFlashMilliseconds, 0.0, 1.0);
}

}  // namespace vectorscope
