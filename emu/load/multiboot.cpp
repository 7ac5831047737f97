// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/load/multiboot.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace vectorscope {
namespace {

constexpr std::string_view kLoaderName = "Vectorscope";
constexpr std::uint32_t kMegabyte = 1u << 20;
// Interrupt vectors, BIOS data and the null page stay as they are; the page
// below the extended BIOS data stays free for kernels that look into it.
constexpr PhysicalAddress kLowest = 0x1000, kHighest = 0x9F000;

enum Flag : std::uint32_t {
  kMemory = 1u << 0,
  kCommandLine = 1u << 2,
  kModules = 1u << 3,
  kMemoryMap = 1u << 6,
  kBootLoaderName = 1u << 9
};

struct Info {
  std::uint32_t flags, mem_lower, mem_upper, boot_device, cmdline, mods_count, mods_addr;
  std::array<std::uint32_t, 4> symbols;
  std::uint32_t mmap_length, mmap_addr, drives_length, drives_addr, config_table;
  std::uint32_t boot_loader_name, apm_table;
};
static_assert(sizeof(Info) == 72);

/// `size` does not count itself.
struct [[gnu::packed]] MapEntry {
  std::uint32_t size;
  std::uint64_t base, length;
  std::uint32_t type;
};
static_assert(sizeof(MapEntry) == 24);
enum Type : std::uint32_t { kAvailable = 1, kReserved = 2 };

MapEntry entry(std::uint64_t begin, std::uint64_t end, Type type) {
  return {.size = sizeof(MapEntry) - sizeof(std::uint32_t), .base = begin, .length = end - begin,
          .type = type};
}

std::array<MapEntry, 4> memory_map(std::uint64_t ram_bytes) {
  return {entry(0, kExtendedBiosData, kAvailable), entry(kExtendedBiosData, 0xA0000, kReserved),
          entry(0xF0000, kMegabyte, kReserved), entry(kMegabyte, ram_bytes, kAvailable)};
}

/// The highest `size` bytes below 640 KB that no segment uses, or 0.
PhysicalAddress find_room(const Image& image, PhysicalAddress size) {
  PhysicalAddress gap = kLowest, found = 0;
  const auto look_below = [&](PhysicalAddress top) {
    top = std::min(top, kHighest);
    const PhysicalAddress place = top > size ? (top - size) & ~15u : 0;
    if (place >= gap) found = place;
  };
  for (const Segment& segment : image.segments) {
    look_below(segment.address);
    gap = std::max(gap, segment.address + segment.size_in_memory);
  }
  look_below(kHighest);
  return found;
}

/// Puts one thing after the other and says where it went.
class Writer {
 public:
  Writer(std::span<std::uint8_t> ram, PhysicalAddress at) : ram_(ram), at_(at) {}

  PhysicalAddress put(const void* bytes, std::size_t size) {
    std::memcpy(ram_.subspan(at_, size).data(), bytes, size);
    return std::exchange(at_, at_ + static_cast<PhysicalAddress>(size));
  }
  PhysicalAddress put(std::string_view text) {
    const PhysicalAddress begin = put(text.data(), text.size());
    put("", 1);
    return begin;
  }

 private:
  std::span<std::uint8_t> ram_;
  PhysicalAddress at_;
};

}  // namespace

std::uint32_t place_multiboot_info(std::span<std::uint8_t> ram, const Image& image,
                                   std::string_view cmdline) {
  const auto map = memory_map(ram.size());
  const std::size_t size = sizeof(Info) + sizeof map + cmdline.size() + kLoaderName.size() + 2;
  const PhysicalAddress at =
      size < kHighest ? find_room(image, static_cast<PhysicalAddress>(size)) : 0;
  if (at == 0) return 0;

  Info info{};
  info.flags = kMemory | kCommandLine | kModules | kMemoryMap | kBootLoaderName;
  info.mem_lower = kExtendedBiosData / 1024;
  info.mem_upper = static_cast<std::uint32_t>((ram.size() - kMegabyte) / 1024);
  Writer after(ram, at + sizeof info);
  info.mmap_length = sizeof map;
  info.mmap_addr = after.put(map.data(), sizeof map);
  info.boot_loader_name = after.put(kLoaderName);
  info.cmdline = after.put(cmdline);
  Writer(ram, at).put(&info, sizeof info);
  return at;
}

}  // namespace vectorscope
