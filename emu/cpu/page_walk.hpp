// SPDX-License-Identifier: GPL-2.0-or-later
// The guest's own page tables, walked as the CPU walks them.
// Intel SDM 3A, 4.3 (32-bit paging), 4.4 (PAE) and 4.7 (page-fault error code).
#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "emu/base/types.hpp"

namespace vectorscope {

/// An exception that a memory access or a delivery raises.
struct Fault {
  Vector vector = 0;
  std::uint32_t error_code = 0;
  LinearAddress address = 0;  ///< CR2, for vector 14
};

struct Paging {
  std::uint32_t cr0 = 0, cr3 = 0, cr4 = 0;
  /// What of a physical address gets through the A20 gate. As in the engine, it is
  /// in the way of page frames: bit 20 within a 4 MB page passes.
  std::uint32_t gate = ~0u;
  [[nodiscard]] bool enabled() const { return (cr0 & 0x80000000u) != 0; }
  [[nodiscard]] bool pae() const { return (cr4 & 0x20) != 0; }
};

enum class Purpose : std::uint8_t { Read, Write };

/// A physical address (all ones for one beyond 4 GB, where nothing answers), or
/// throws Fault. Sets accessed and dirty bits in `ram`.
PhysicalAddress walk(std::span<std::uint8_t> ram, const Paging& paging, LinearAddress address,
                     Purpose purpose, bool user);

/// The same for a viewer: no rights checked, nothing set, no value on a miss.
std::optional<PhysicalAddress> peek_walk(std::span<const std::uint8_t> ram, const Paging& paging,
                                         LinearAddress address);

/// Little-endian 32-bit word of physical RAM; all ones outside of it.
std::uint32_t load32(std::span<const std::uint8_t> ram, PhysicalAddress address);
/// Ignored outside RAM.
void store32(std::span<std::uint8_t> ram, PhysicalAddress address, std::uint32_t value);

}  // namespace vectorscope
