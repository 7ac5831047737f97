// SPDX-License-Identifier: GPL-2.0-or-later
// The guest's own page tables, walked as the CPU walks them.
// Intel SDM 3A, 4.3 (32-bit paging), 4.4 (PAE) and 4.7 (page-fault error code).
#pragma once
#include <array>
#include <cstdint>
#include <cstring>
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
  bool operator==(const Paging&) const = default;
  [[nodiscard]] bool enabled() const { return (cr0 & 0x80000000u) != 0; }
  [[nodiscard]] bool pae() const { return (cr4 & 0x20) != 0; }
};

enum class Purpose : std::uint8_t { Read, Write };

/// A physical address (all ones for one beyond 4 GB, where nothing answers), or
/// throws Fault. Sets accessed and dirty bits in `ram`.
PhysicalAddress walk(std::span<std::uint8_t> ram, const Paging& paging, LinearAddress address,
                     Purpose purpose, bool user);

/// Whether `walk` would not fault; nothing is set.
bool may_walk(std::span<const std::uint8_t> ram, const Paging& paging, LinearAddress address,
              Purpose purpose, bool user);

/// Little-endian 32-bit word of physical RAM; all ones outside of it.
inline std::uint32_t load32(std::span<const std::uint8_t> ram, PhysicalAddress address) {
  std::uint32_t value = 0xFFFFFFFFu;
  if (std::uint64_t{address} + 4 <= ram.size()) std::memcpy(&value, ram.data() + address, 4);
  return value;
}

/// How an address came to its place: the entries that name it, the directory's first.
struct Route {
  PhysicalAddress physical = 0;
  unsigned count = 0;  ///< 0 without paging, 1 for a large page
  std::array<PhysicalAddress, 2> at{};
  std::array<std::uint32_t, 2> entry{};  ///< their lower halves
  bool global = false;                   ///< it survives MOV CR3 (SDM 3A, 4.10.2.4)

  /// None of the entries names another place now. One that is not present any more
  /// does not: whoever knew the place may go on.
  [[nodiscard]] bool holds(std::span<const std::uint8_t> ram) const {
    for (unsigned i = 0; i < count; ++i) {
      const auto now = load32(ram, at[i]);
      if ((now & 1) != 0 && ((now ^ entry[i]) & kPlace) != 0) return false;
    }
    return true;
  }

 private:
  static constexpr std::uint32_t kPlace = 0xFFFFF080;  ///< the frame, and how large it is
};

/// For a viewer: no rights checked, nothing set, no value on a miss.
std::optional<Route> peek_route(std::span<const std::uint8_t> ram, const Paging& paging,
                                LinearAddress address);

/// The same, and only where it ends.
std::optional<PhysicalAddress> peek_walk(std::span<const std::uint8_t> ram, const Paging& paging,
                                         LinearAddress address);

/// Ignored outside RAM.
void store32(std::span<std::uint8_t> ram, PhysicalAddress address, std::uint32_t value);

}  // namespace vectorscope
