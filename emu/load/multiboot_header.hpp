// SPDX-License-Identifier: GPL-2.0-or-later
// The header by which a kernel says that it wants a Multiboot boot loader
// (Multiboot Specification 0.6.96, section 3.1).
#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "emu/load/layout.hpp"

namespace vectorscope {

/// The "address kludge": where a file goes that is not an ELF.
struct AddressFields {
  std::uint32_t header = 0, load = 0, load_end = 0, bss_end = 0, entry = 0;
};

struct MultibootHeader {
  std::size_t offset = 0;  ///< in the file
  std::uint32_t flags = 0;
  std::optional<AddressFields> addresses;
};

/// nullopt: the file has none. An error: it has one that cannot be obeyed.
Result<std::optional<MultibootHeader>> find_multiboot_header(std::span<const std::uint8_t> file);

/// Of Multiboot 2 (2.0, section 3.1.1), which nobody here speaks.
bool has_multiboot2_header(std::span<const std::uint8_t> file);

/// What `addresses` loads, as one part.
Result<Part> multiboot_part(const MultibootHeader& header, std::uint64_t file_size);

}  // namespace vectorscope
