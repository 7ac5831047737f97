// SPDX-License-Identifier: GPL-2.0-or-later
// The tiny strip on a core's card: what the core did in the steps just past.
#pragma once
#include <vector>

#include "emu/trace/timeline.hpp"

namespace vectorscope {

inline constexpr int kActivityCells = 48;
inline constexpr Step kActivitySteps = 2400;

/// Oldest first. A cell shows the rarest thing that happened in it, because a
/// busy answer of three steps matters more than the running around it.
std::vector<LaneState> activity_strip(const Timeline& timeline, CoreId core, Step now);

}  // namespace vectorscope
