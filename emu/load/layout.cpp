// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/load/layout.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace vectorscope {
namespace {

// Video memory, option ROMs and firmware, as on every PC.
constexpr std::uint64_t kHoleBegin = 0xA0000, kHoleEnd = 0x100000;
constexpr std::uint64_t kMegabyte = 1u << 20, kMostRam = 1024 * kMegabyte;

std::uint64_t end_of(const Part& part) { return part.address + part.bytes_in_memory; }

/// "segment 2 (0x100000 to 0x1fffff)"
std::string name(const Part& part) {
  return fmt::format("{} (0x{:x} to 0x{:x})", part.what, part.address, end_of(part) - 1);
}

Result<void> check_file(const Part& part, std::uint64_t file_size) {
  if (part.bytes_in_file > part.bytes_in_memory)
    return fail(fmt::format("{} has {} bytes in the file but only {} in memory; link it again",
                            part.what, part.bytes_in_file, part.bytes_in_memory));
  if (part.offset + part.bytes_in_file > file_size)
    return fail(fmt::format("truncated: {} ends at offset {} of the file, which has {} bytes; "
                            "build or copy it again",
                            part.what, part.offset + part.bytes_in_file, file_size));
  return {};
}

Result<void> check_ram(const Part& part, std::uint64_t ram_bytes) {
  const std::uint64_t end = end_of(part);
  if (end > kMostRam)
    return fail(fmt::format("{} lies outside RAM, which has at most {} MB; link it lower",
                            name(part), kMostRam / kMegabyte));
  if (end > ram_bytes)
    return fail(fmt::format("{} lies outside the {} MB of RAM; give the machine {} MB or more",
                            name(part), ram_bytes / kMegabyte, (end + kMegabyte - 1) / kMegabyte));
  if (part.address < kHoleEnd && end > kHoleBegin)
    return fail(fmt::format("{} lies outside RAM: 0x{:x} to 0x{:x} is video memory and firmware; "
                            "link it at 0x{:x}",
                            name(part), kHoleBegin, kHoleEnd - 1, kHoleEnd));
  return {};
}

Result<void> check_overlap(const std::vector<Part>& sorted) {
  const auto over = [](const Part& a, const Part& b) { return end_of(a) > b.address; };
  const auto first = std::ranges::adjacent_find(sorted, over);
  if (first == sorted.end()) return {};
  return fail(fmt::format("{} and {} lie over each other; give each its own addresses",
                          name(*first), name(*std::next(first))));
}

Segment copy(const Part& part, std::span<const std::uint8_t> file) {
  const auto bytes = file.subspan(part.offset, part.bytes_in_file);
  return {.address = static_cast<PhysicalAddress>(part.address),
          .bytes = {bytes.begin(), bytes.end()},
          .size_in_memory = static_cast<std::uint32_t>(part.bytes_in_memory),
          .executable = part.executable};
}

}  // namespace

Result<std::vector<Segment>> lay_out(std::vector<Part> parts, std::span<const std::uint8_t> file,
                                     std::uint64_t ram_bytes) {
  for (const Part& part : parts)
    if (auto fits = check_file(part, file.size()); !fits) return tl::unexpected(fits.error());
  std::erase_if(parts, [](const Part& part) { return part.bytes_in_memory == 0; });
  if (parts.empty()) return fail("has nothing to load; is it linked?");
  for (const Part& part : parts)
    if (auto fits = check_ram(part, ram_bytes); !fits) return tl::unexpected(fits.error());
  std::ranges::stable_sort(parts, {}, &Part::address);
  if (auto fits = check_overlap(parts); !fits) return tl::unexpected(fits.error());

  std::vector<Segment> segments;
  for (const Part& part : parts) segments.push_back(copy(part, file));
  return segments;
}

Result<void> check_entry(const std::vector<Segment>& segments, LinearAddress entry) {
  // Executable or not: 32-bit paging knows no such right, and code in a section that
  // the assembler took for data runs on a PC.
  const auto holds = [entry](const Segment& segment) {
    return entry >= segment.address && entry - segment.address < segment.size_in_memory;
  };
  if (std::ranges::any_of(segments, holds)) return {};
  return fail(fmt::format("the entry 0x{:08x} lies outside every segment; set it to where the "
                          "kernel begins (ENTRY in the linker script)",
                          entry));
}

}  // namespace vectorscope
