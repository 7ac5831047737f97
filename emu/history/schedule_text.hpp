// SPDX-License-Identifier: GPL-2.0-or-later
// Decisions as a line of text, for recordings, counterexamples and people:
//
//   c0*120 c1*3 round0:100*5000 irq1 key0x1e serial0x41 poke0x101000=0x5
//   kill0 freeze1 thaw1 drop2 delay1:5000 spurious7 flip0x101000:3 flipreg1:0:31
//
// Core 0 runs 120 instructions, core 1 three, then all take turns of 100 from
// core 0 on until 5000 were run; the rest are inputs.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "emu/base/result.hpp"
#include "emu/machine/decision.hpp"

namespace vectorscope {

/// More fill a gigabyte.
inline constexpr std::size_t kMostDecisions = 50'000'000;

std::string print_schedule(const std::vector<Decision>& decisions);
std::string print_decision(const Decision& decision);

/// Numbers are decimal, or hexadecimal after 0x.
Result<std::vector<Decision>> parse_schedule(std::string_view text);

}  // namespace vectorscope
