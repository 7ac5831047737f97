// SPDX-License-Identifier: GPL-2.0-or-later
// Where the parts of a random guest lie, and what of the devices it reaches for.
#pragma once
#include "emu/base/types.hpp"

namespace vectorscope::fuzz {

inline constexpr PhysicalAddress kTrampoline = 0x8000, kGdt = 0x10000, kPointers = 0x10100,
                                 kIdt = 0x11000, kTss = 0x12000, kDirectory = 0x20000,
                                 kTable = 0x21000, kEntry = 0x100000, kHandlers = 0x101000,
                                 kBody = 0x102000, kSlots = 0x140000;
inline constexpr std::uint32_t kDevices = 0xFEC00000, kLapicId = 0xFEE00020,
                               kLapicCommand = 0xFEE00300;

}  // namespace vectorscope::fuzz
