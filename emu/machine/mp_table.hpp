// SPDX-License-Identifier: GPL-2.0-or-later
// What firmware leaves in memory for an operating system that looks for its
// processors: Intel MultiProcessor Specification 1.4, chapter 4.
#pragma once
#include <cstdint>
#include <span>

#include "emu/base/types.hpp"

namespace vectorscope {

/// The floating pointer lies in F0000-FFFFF, the configuration table behind it;
/// the BIOS data area gets the size of base memory and the place of the EBDA.
void place_mp_tables(std::span<std::uint8_t> ram, unsigned cores);

}  // namespace vectorscope
