// SPDX-License-Identifier: GPL-2.0-or-later
// The benchmarks of speed, registered by name: who/cores/loop/quantum.
#pragma once
#include <cstdint>
#include <string>

#include "tests/bench/guest.hpp"

namespace vectorscope::bench {

enum class Who : std::uint8_t { Vectorscope, Qemu, Bochs };
inline constexpr std::uint32_t kQuanta[] = {1, 10, 100, 1000};
inline constexpr std::uint32_t kNoTurns = 0;      ///< quantum: one core, or QEMU, which goes by time
inline constexpr const char* kSpeed = "MIPS";     ///< the counter that holds the result

/// The benchmark's name; the table finds its figures by it.
std::string speed_name(Who who, Loop loop, std::uint32_t cores, std::uint32_t quantum);

void register_speed();

}  // namespace vectorscope::bench
