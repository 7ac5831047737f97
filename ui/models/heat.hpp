// SPDX-License-Identifier: GPL-2.0-or-later
// How warm a slot is: by the logarithm of its calls, so that a slot called ten
// times is told from one called never while another one is called a million times.
#pragma once
#include <cstdint>

namespace vectorscope {

/// 0 for never called, 0.25 for one call, 1 for the slot called most.
double heat_share(std::uint64_t calls, std::uint64_t most);

/// How bright a swap's flash still is: 1 at once, 0 from 600 ms on.
double flash_strength(std::int64_t milliseconds);
inline constexpr int kFlashMilliseconds = 600;

}  // namespace vectorscope
