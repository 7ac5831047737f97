// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/load/multiboot_header.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

namespace vectorscope {
namespace {

constexpr std::uint32_t kMagic = 0x1BADB002;
constexpr std::size_t kSearched = 8192, kAlignment = 4, kShort = 12, kWithAddresses = 32;

// Bits 0 to 15 are requirements. Aligned modules and memory information can be
// given. Bit 2 wants to be told of the video mode, and that is text whatever mode
// the header recommends (3.1.4).
constexpr std::uint32_t kRequirements = 0xFFFF, kKnown = 0b111;
constexpr std::uint32_t kHasAddresses = 1u << 16;

std::uint32_t word(std::span<const std::uint8_t> file, std::size_t offset) {
  std::uint32_t value = 0;
  std::memcpy(&value, file.data() + offset, sizeof value);  // host and guest: little-endian
  return value;
}

bool is_header(std::span<const std::uint8_t> file, std::size_t offset) {
  return word(file, offset) == kMagic &&
         word(file, offset) + word(file, offset + 4) + word(file, offset + 8) == 0;
}

Result<void> check_flags(const MultibootHeader& header) {
  const std::uint32_t unknown = header.flags & kRequirements & ~kKnown;
  if (unknown == 0) return {};
  return fail(fmt::format("the Multiboot header at offset {} requires flags 0x{:04x}, which no "
                          "boot loader for Multiboot 1 knows; clear them",
                          header.offset, unknown));
}

Result<MultibootHeader> parse(std::span<const std::uint8_t> file, std::size_t at) {
  MultibootHeader header{.offset = at, .flags = word(file, at + 4), .addresses = {}};
  if (auto obeyed = check_flags(header); !obeyed) return tl::unexpected(obeyed.error());
  if ((header.flags & kHasAddresses) == 0) return header;
  if (at + kWithAddresses > std::min(file.size(), kSearched))
    return fail(fmt::format("truncated: the Multiboot header at offset {} has flags bit 16, but "
                            "its address fields are missing; build or copy it again",
                            at));
  header.addresses = AddressFields{.header = word(file, at + 12),
                                   .load = word(file, at + 16),
                                   .load_end = word(file, at + 20),
                                   .bss_end = word(file, at + 24),
                                   .entry = word(file, at + 28)};
  return header;
}

}  // namespace

Result<std::optional<MultibootHeader>> find_multiboot_header(std::span<const std::uint8_t> file) {
  const std::size_t end = std::min(file.size(), kSearched);
  for (std::size_t at = 0; at + kShort <= end; at += kAlignment) {
    if (!is_header(file, at)) continue;
    auto header = parse(file, at);
    if (!header) return tl::unexpected(header.error());
    return std::optional(*header);
  }
  return std::optional<MultibootHeader>();
}

bool has_multiboot2_header(std::span<const std::uint8_t> file) {
  constexpr std::uint32_t kMagic2 = 0xE85250D6;
  constexpr std::size_t kSearched2 = 32768, kAlignment2 = 8, kHead = 16;
  const std::size_t end = std::min(file.size(), kSearched2);
  for (std::size_t at = 0; at + kHead <= end; at += kAlignment2) {
    const auto sum = word(file, at) + word(file, at + 4) + word(file, at + 8) + word(file, at + 12);
    if (word(file, at) == kMagic2 && sum == 0) return true;
  }
  return false;
}

Result<Part> multiboot_part(const MultibootHeader& header, std::uint64_t file_size) {
  const AddressFields& field = *header.addresses;
  const auto wrong = [&](const char* what) {
    return fail(fmt::format("the address fields of the Multiboot header at offset {} are wrong: "
                            "{}; correct them",
                            header.offset, what));
  };
  // load_addr may lie before the file's begin only as far as the header does.
  if (field.header < field.load) return wrong("header_addr is below load_addr");
  if (field.header - field.load > header.offset)
    return wrong("load_addr lies before the file's first byte");
  const std::uint64_t offset = header.offset - (field.header - field.load);
  // Zero means: to the end of the file, and: no bss.
  const std::uint64_t load_end = field.load_end != 0 ? field.load_end
                                                     : field.load + (file_size - offset);
  if (load_end < field.load) return wrong("load_end_addr is below load_addr");
  const std::uint64_t bss_end = field.bss_end != 0 ? field.bss_end : load_end;
  if (bss_end < load_end) return wrong("bss_end_addr is below load_end_addr");
  return Part{.what = "the Multiboot image",
              .address = field.load,
              .offset = offset,
              .bytes_in_file = load_end - field.load,
              .bytes_in_memory = bss_end - field.load,
              .executable = true};
}

}  // namespace vectorscope
