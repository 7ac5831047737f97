// SPDX-License-Identifier: GPL-2.0-or-later
// The ACPI tables by which a kernel finds the cores, the I/O APIC and the way to
// switch the machine off. Source: ACPI 1.0b, chapter 5, and the APIC structures
// of ACPI 2.0, 5.2.10.
#pragma once
#include <cstdint>
#include <span>

#include "emu/base/types.hpp"

namespace vectorscope {

/// On a 16-byte boundary of the BIOS area, where the specification says to look.
inline constexpr PhysicalAddress kRootPointer = 0xF6000;

/// RSDP, RSDT, FADT, FACS, DSDT (with \\_S5 only) and MADT, for 1 to 16 cores.
void place_acpi_tables(std::span<std::uint8_t> ram, unsigned cores);

}  // namespace vectorscope
