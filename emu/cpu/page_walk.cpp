// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/page_walk.hpp"

#include <cstring>

#include "emu/base/fault.hpp"

namespace vectorscope {
namespace {

constexpr std::uint32_t kPresent = 1u << 0, kWritable = 1u << 1, kUser = 1u << 2,
                        kAccessed = 1u << 5, kDirty = 1u << 6, kLarge = 1u << 7,
                        kGlobal = 1u << 8;
constexpr std::uint32_t kCr0WriteProtect = 1u << 16, kCr4PageSize = 1u << 4,
                        kCr4GlobalPages = 1u << 7;
constexpr std::uint64_t kFrame = 0xFFFFFF000;  // of 36 bits; beyond them PAE has only reserved ones

/// The entries that translate an address, the directory's first. A large page
/// has one; with PAE a table of four pointers stands before them.
struct Path {
  struct Entry {
    std::uint64_t at = 0, value = 0;
    [[nodiscard]] bool present() const { return (value & kPresent) != 0; }
  };
  Entry entries[2];
  unsigned count = 0;
  unsigned page_bits = 12;
  bool complete = false;  ///< every entry is present

  [[nodiscard]] const Entry& last() const { return entries[count - 1]; }
  [[nodiscard]] PhysicalAddress physical(LinearAddress address, std::uint64_t gate) const {
    const auto offset_mask = (1ull << page_bits) - 1;
    const auto whole = (last().value & kFrame & gate & ~offset_mask) | (address & offset_mask);
    return whole <= 0xFFFFFFFFu ? static_cast<PhysicalAddress>(whole) : 0xFFFFFFFFu;
  }
};

std::uint64_t load64(std::span<const std::uint8_t> ram, std::uint64_t address) {
  std::uint64_t value = ~0ull;
  if (address + 8 <= ram.size()) std::memcpy(&value, ram.data() + address, 8);
  return value;
}

/// Both kinds of paging have a directory and a table; an entry of PAE has 8 bytes.
class Walker {
 public:
  Walker(std::span<const std::uint8_t> ram, const Paging& paging)
      : ram_(ram), paging_(paging), gate_(gate_of(paging)) {}

  /// Of all 36 bits.
  static std::uint64_t gate_of(const Paging& paging) {
    return ~std::uint64_t{0xFFFFFFFF} | paging.gate;
  }

  [[nodiscard]] Path path(LinearAddress address) const {
    Path path;
    std::uint64_t directory = paging_.cr3 & 0xFFFFF000u;
    if (paging_.pae()) {
      const auto pointers = paging_.cr3 & 0xFFFFFFE0u & paging_.gate;
      const auto pointer = load64(ram_, pointers + (address >> 30) * 8);
      if ((pointer & kPresent) == 0) return path;
      directory = pointer & kFrame;
    }
    const unsigned large_bits = paging_.pae() ? 21 : 22;
    const bool large_allowed = paging_.pae() || (paging_.cr4 & kCr4PageSize) != 0;
    step(path, directory, address >> large_bits);
    if (!path.last().present()) return path;
    if (large_allowed && (path.last().value & kLarge) != 0) {
      path.page_bits = large_bits;
      path.complete = true;
      return path;
    }
    step(path, path.last().value & kFrame, address >> 12);
    path.complete = path.last().present();
    return path;
  }

 private:
  void step(Path& path, std::uint64_t table, std::uint32_t index) const {
    auto& entry = path.entries[path.count++];
    table &= gate_;
    if (paging_.pae()) {
      entry.at = table + (index & 511) * 8;
      entry.value = load64(ram_, entry.at);
    } else {
      entry.at = table + (index & 1023) * 4;
      entry.value = load32(ram_, static_cast<PhysicalAddress>(entry.at));
    }
  }

  std::span<const std::uint8_t> ram_;
  const Paging& paging_;
  std::uint64_t gate_;
};

/// What the path, which is complete, allows (SDM 3A, 4.6).
bool allows(const Path& path, const Paging& paging, bool writes, bool user) {
  const auto rights = path.entries[0].value & path.last().value;
  const bool write_checked = user || (paging.cr0 & kCr0WriteProtect) != 0;
  if (user && !(rights & kUser)) return false;
  return !writes || !write_checked || (rights & kWritable) != 0;
}

/// The bits that the CPU sets lie in an entry's lower half.
void mark(std::span<std::uint8_t> ram, const Path::Entry& entry, std::uint32_t bits) {
  if (entry.at <= 0xFFFFFFFFu)
    store32(ram, static_cast<PhysicalAddress>(entry.at), static_cast<std::uint32_t>(entry.value) | bits);
}

}  // namespace

void store32(std::span<std::uint8_t> ram, PhysicalAddress address, std::uint32_t value) {
  if (std::uint64_t{address} + 4 <= ram.size()) std::memcpy(ram.data() + address, &value, 4);
}

PhysicalAddress walk(std::span<std::uint8_t> ram, const Paging& paging, LinearAddress address,
                     Purpose purpose, bool user) {
  if (!paging.enabled()) return address & paging.gate;
  const bool writes = purpose == Purpose::Write;
  const std::uint32_t access = (writes ? 2u : 0u) | (user ? 4u : 0u);

  const auto path = Walker(ram, paging).path(address);
  if (!path.complete) throw Fault{14, access, address};
  if (!allows(path, paging, writes, user)) throw Fault{14, access | kPresent, address};
  if (path.count > 1) mark(ram, path.entries[0], kAccessed);
  mark(ram, path.last(), kAccessed | (writes && !fault("paging-no-dirty-bit") ? kDirty : 0));
  return path.physical(address, Walker::gate_of(paging));
}

std::optional<Route> peek_route(std::span<const std::uint8_t> ram, const Paging& paging,
                                LinearAddress address) {
  Route route;
  route.physical = address & paging.gate;
  if (!paging.enabled()) return route;
  const auto path = Walker(ram, paging).path(address);
  if (!path.complete) return std::nullopt;
  route.physical = path.physical(address, Walker::gate_of(paging));
  route.count = path.count;
  for (unsigned i = 0; i < path.count; ++i) {
    route.at[i] = static_cast<PhysicalAddress>(path.entries[i].at);
    route.entry[i] = static_cast<std::uint32_t>(path.entries[i].value);
  }
  route.global = (paging.cr4 & kCr4GlobalPages) != 0 && (path.last().value & kGlobal) != 0;
  return route;
}

bool may_walk(std::span<const std::uint8_t> ram, const Paging& paging, LinearAddress address,
              Purpose purpose, bool user) {
  if (!paging.enabled()) return true;
  const auto path = Walker(ram, paging).path(address);
  return path.complete && allows(path, paging, purpose == Purpose::Write, user);
}

std::optional<PhysicalAddress> peek_walk(std::span<const std::uint8_t> ram, const Paging& paging,
                                         LinearAddress address) {
  if (!paging.enabled()) return address & paging.gate;
  const auto path = Walker(ram, paging).path(address);
  if (!path.complete) return std::nullopt;
  return path.physical(address, Walker::gate_of(paging));
}

}  // namespace vectorscope
