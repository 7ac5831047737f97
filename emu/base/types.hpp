// SPDX-License-Identifier: GPL-2.0-or-later
// The words that every room of the house uses.
#pragma once
#include <cstdint>
#include <limits>

namespace vectorscope {

/// The machine's position: instructions begun by all cores together, counted
/// as the exact engine counts them (each rep iteration and each faulting
/// instruction counts once). Never the host's time.
using Step = std::uint64_t;

/// Virtual time in units of 1 / (kTicksPerCycle x core frequency) seconds.
/// One step advances it by kTicksPerCycle / (cores that run).
using Ticks = std::uint64_t;
inline constexpr Ticks kTicksPerCycle = 720720;  // divisible by 1 to 16
inline constexpr Ticks kNever = std::numeric_limits<Ticks>::max();

/// 0 to 15: the core's number on the board, which is also its LAPIC ID.
using CoreId = std::uint8_t;
inline constexpr unsigned kMaxCores = 16;
inline constexpr CoreId kNoCore = 0xFF;

/// An entry of the interrupt descriptor table, 0 to 255.
using Vector = std::uint8_t;

using PhysicalAddress = std::uint32_t;
using LinearAddress = std::uint32_t;
inline constexpr std::uint32_t kPageBytes = 4096;

}  // namespace vectorscope
