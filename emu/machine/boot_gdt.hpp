// SPDX-License-Identifier: GPL-2.0-or-later
// The descriptor table that a loader leaves behind. Multiboot 1, 3.2, says that a
// kernel must make its own before it loads a segment register; many a first
// kernel takes an interrupt through selector 08 without.
#pragma once
#include <cstdint>
#include <span>

#include "emu/cpu/engine.hpp"

namespace vectorscope {

/// Puts it where a BIOS has its read-only memory: flat code at 08 and data at 10
/// of 32 bits, the same of 16 bits at 18 and 20, as QEMU's loader.
TableRegister place_boot_gdt(std::span<std::uint8_t> ram);

}  // namespace vectorscope
