// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/page_walk.hpp"

#include <cstring>

namespace vectorscope {
namespace {

constexpr std::uint32_t kPresent = 1u << 0, kWritable = 1u << 1, kUser = 1u << 2,
                        kAccessed = 1u << 5, kDirty = 1u << 6, kLarge = 1u << 7;
constexpr std::uint32_t kCr0WriteProtect = 1u << 16, kCr4PageSize = 1u << 4;
constexpr std::uint32_t kPageMask = 0xFFFFF000u, kLargeMask = 0xFFC00000u;

PhysicalAddress directory_entry(const Paging& paging, LinearAddress address) {
  return ((paging.cr3 & kPageMask) + ((address >> 20) & 0xFFC)) & paging.gate;
}
PhysicalAddress table_entry(const Paging& paging, std::uint32_t directory, LinearAddress address) {
  return ((directory & kPageMask) + ((address >> 10) & 0xFFC)) & paging.gate;
}
bool is_large(const Paging& paging, std::uint32_t directory) {
  return (directory & kLarge) != 0 && (paging.cr4 & kCr4PageSize) != 0;
}

}  // namespace

std::uint32_t load32(std::span<const std::uint8_t> ram, PhysicalAddress address) {
  std::uint32_t value = 0xFFFFFFFFu;
  if (std::uint64_t{address} + 4 <= ram.size()) std::memcpy(&value, ram.data() + address, 4);
  return value;
}

void store32(std::span<std::uint8_t> ram, PhysicalAddress address, std::uint32_t value) {
  if (std::uint64_t{address} + 4 <= ram.size()) std::memcpy(ram.data() + address, &value, 4);
}

PhysicalAddress walk(std::span<std::uint8_t> ram, const Paging& paging, LinearAddress address,
                     Purpose purpose, bool user) {
  if (!paging.enabled()) return address & paging.gate;
  const bool writes = purpose == Purpose::Write;
  const std::uint32_t access = (writes ? 2u : 0u) | (user ? 4u : 0u);

  const auto directory_at = directory_entry(paging, address);
  const auto directory = load32(ram, directory_at);
  if (!(directory & kPresent)) throw Fault{14, access, address};
  auto entry_at = directory_at;
  auto entry = directory;
  auto rights = directory;
  if (!is_large(paging, directory)) {
    entry_at = table_entry(paging, directory, address);
    entry = load32(ram, entry_at);
    if (!(entry & kPresent)) throw Fault{14, access, address};
    rights &= entry;
  }
  const bool write_checked = user || (paging.cr0 & kCr0WriteProtect) != 0;
  if ((user && !(rights & kUser)) || (writes && write_checked && !(rights & kWritable)))
    throw Fault{14, access | kPresent, address};
  if (entry_at != directory_at) store32(ram, directory_at, directory | kAccessed);
  store32(ram, entry_at, entry | kAccessed | (writes ? kDirty : 0));
  const auto mask = entry_at == directory_at ? kLargeMask : kPageMask;
  return (entry & mask & paging.gate) | (address & ~mask);
}

std::optional<PhysicalAddress> peek_walk(std::span<const std::uint8_t> ram, const Paging& paging,
                                         LinearAddress address) {
  if (!paging.enabled()) return address & paging.gate;
  const auto directory = load32(ram, directory_entry(paging, address));
  if (!(directory & kPresent)) return std::nullopt;
  if (is_large(paging, directory)) return (directory & kLargeMask & paging.gate) | (address & ~kLargeMask);
  const auto entry = load32(ram, table_entry(paging, directory, address));
  if (!(entry & kPresent)) return std::nullopt;
  return (entry & kPageMask & paging.gate) | (address & ~kPageMask);
}

}  // namespace vectorscope
