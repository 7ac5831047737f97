// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/load/multiboot.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>
#include <vector>

#include <elf.h>

namespace vectorscope {
namespace {

constexpr std::string_view kLoaderName = "Vectorscope";
constexpr std::uint32_t kMegabyte = 1u << 20;
// Interrupt vectors, BIOS data and the null page stay as they are; the page
// below the extended BIOS data stays free for kernels that look into it.
constexpr PhysicalAddress kLowest = 0x1000, kHighest = 0x9F000;

// The first hard disk, no partition: what QEMU's own loader of kernels says.
constexpr std::uint32_t kFirstHardDisk = 0x8000FFFF;

enum Flag : std::uint32_t {
  kMemory = 1u << 0,
  kBootDevice = 1u << 1,
  kCommandLine = 1u << 2,
  kModules = 1u << 3,
  kSections = 1u << 5,
  kMemoryMap = 1u << 6,
  kBootLoaderName = 1u << 9,
  kFramebuffer = 1u << 12
};

struct Info {
  std::uint32_t flags, mem_lower, mem_upper, boot_device, cmdline, mods_count, mods_addr;
  std::array<std::uint32_t, 4> symbols;
  std::uint32_t mmap_length, mmap_addr, drives_length, drives_addr, config_table;
  std::uint32_t boot_loader_name, apm_table;
  std::array<std::uint32_t, 4> video_bios;
  std::uint32_t screen, screen_high, screen_pitch, screen_width, screen_height;
  std::uint8_t screen_bits, screen_type;
  std::array<std::uint8_t, 6> colours;
};
static_assert(sizeof(Info) == 116);

struct ModuleEntry {
  std::uint32_t begin, end, string, reserved;
};
static_assert(sizeof(ModuleEntry) == 16);

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

std::uint64_t next_page(std::uint64_t address) {
  return (address + kPageBytes - 1) / kPageBytes * kPageBytes;
}

/// The first page above 1 MB and every segment.
std::uint64_t above_segments(const Image& image) {
  std::uint64_t end = kMegabyte;
  for (const Segment& segment : image.segments)
    end = std::max(end, std::uint64_t{segment.address} + segment.size_in_memory);
  return next_page(end);
}

std::vector<Elf32_Shdr> headers_of(const SectionTable& table) {
  std::vector<Elf32_Shdr> headers(table.headers.size() / sizeof(Elf32_Shdr));
  if (!headers.empty()) std::memcpy(headers.data(), table.headers.data(), table.headers.size());
  return headers;
}

/// Symbols and names that no segment has brought into memory. Debug information
/// is not for the kernel: it may be a hundred times as large.
bool wants_place(const Elf32_Shdr& header, std::size_t file_size) {
  const bool names = header.sh_type == SHT_SYMTAB || header.sh_type == SHT_STRTAB;
  return names && header.sh_addr == 0 && header.sh_size != 0 &&
         std::uint64_t{header.sh_offset} + header.sh_size <= file_size;
}

/// What the section headers and the sections placed with them need.
std::uint64_t size_of_sections(const Image& image) {
  std::uint64_t size = image.sections.headers.size();
  for (const Elf32_Shdr& header : headers_of(image.sections))
    if (wants_place(header, image.file.size())) size += (header.sh_size + 15u) & ~15ull;
  return size;
}

std::uint64_t after_sections(const Image& image) {
  return next_page(above_segments(image) + size_of_sections(image));
}

/// Puts symbols and names behind the headers and says in these where they are.
void place_sections(std::span<std::uint8_t> ram, const Image& image) {
  const auto at = static_cast<PhysicalAddress>(above_segments(image));
  auto headers = headers_of(image.sections);
  auto next = at + static_cast<PhysicalAddress>(image.sections.headers.size());
  for (Elf32_Shdr& header : headers) {
    if (!wants_place(header, image.file.size())) continue;
    std::memcpy(&ram[next], &image.file[header.sh_offset], header.sh_size);
    header.sh_addr = next;
    next += (header.sh_size + 15u) & ~15u;
  }
  std::memcpy(&ram[at], headers.data(), image.sections.headers.size());
}

std::vector<ModuleEntry> place_modules(std::span<std::uint8_t> ram, const Image& image) {
  std::vector<ModuleEntry> entries;
  auto at = static_cast<PhysicalAddress>(after_sections(image));
  for (const Module& module : image.modules) {
    const auto end = at + static_cast<PhysicalAddress>(module.bytes.size());
    if (!module.bytes.empty()) std::memcpy(&ram[at], module.bytes.data(), module.bytes.size());
    entries.push_back({.begin = at, .end = end, .string = 0, .reserved = 0});
    at = static_cast<PhysicalAddress>(next_page(end));
  }
  return entries;
}

/// Everything but the structure itself: lists and strings.
std::size_t size_of_lists(const Image& image, std::string_view cmdline) {
  std::size_t size = sizeof(memory_map(0)) + cmdline.size() + kLoaderName.size() + 2;
  for (const Module& module : image.modules) size += sizeof(ModuleEntry) + module.name.size() + 1;
  return size;
}

Info screen_and_memory(std::uint64_t ram_bytes) {
  Info info{};
  info.flags = kMemory | kBootDevice | kCommandLine | kModules | kMemoryMap | kBootLoaderName |
               kFramebuffer;
  info.mem_lower = kExtendedBiosData / 1024;
  info.mem_upper = static_cast<std::uint32_t>((ram_bytes - kMegabyte) / 1024);
  info.boot_device = kFirstHardDisk;
  constexpr std::uint8_t kTextMode = 2;  // `framebuffer_type`
  info.screen = 0xB8000;
  info.screen_width = 80;
  info.screen_height = 25;
  info.screen_pitch = 2 * info.screen_width;
  info.screen_bits = 16;
  info.screen_type = kTextMode;
  return info;
}

}  // namespace

std::uint64_t end_of_modules(const Image& image) {
  std::uint64_t end = after_sections(image);
  for (const Module& module : image.modules) end = next_page(end) + module.bytes.size();
  return image.modules.empty() ? above_segments(image) : end;
}

Result<std::uint32_t> place_multiboot_info(std::span<std::uint8_t> ram, const Image& image,
                                           std::string_view cmdline) {
  const auto map = memory_map(ram.size());
  const std::size_t size = sizeof(Info) + size_of_lists(image, cmdline);
  const PhysicalAddress at =
      size < kHighest ? find_room(image, static_cast<PhysicalAddress>(size)) : 0;
  if (at == 0)
    return fail("no room below 640 KB for the Multiboot information; link the kernel at 1 MB or "
                "shorten --cmdline");

  Info info = screen_and_memory(ram.size());
  if (image.sections.count != 0 && after_sections(image) <= ram.size()) {
    info.flags |= kSections;
    info.symbols = {image.sections.count, sizeof(Elf32_Shdr),
                    static_cast<std::uint32_t>(above_segments(image)), image.sections.names};
    place_sections(ram, image);
  }
  Writer after(ram, at + sizeof info);
  info.mmap_length = sizeof map;
  info.mmap_addr = after.put(map.data(), sizeof map);
  auto modules = place_modules(ram, image);
  info.mods_count = static_cast<std::uint32_t>(modules.size());
  if (!modules.empty()) {
    info.mods_addr = after.put(modules.data(), modules.size() * sizeof(ModuleEntry));
    for (std::size_t i = 0; i < modules.size(); ++i)
      modules[i].string = after.put(image.modules[i].name);
    Writer(ram, info.mods_addr).put(modules.data(), modules.size() * sizeof(ModuleEntry));
  }
  info.boot_loader_name = after.put(kLoaderName);
  info.cmdline = after.put(cmdline);
  Writer(ram, at).put(&info, sizeof info);
  return at;
}

}  // namespace vectorscope
