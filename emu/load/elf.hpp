// SPDX-License-Identifier: GPL-2.0-or-later
// ELF32 for i386 (System V ABI, chapters 4 and 5), read by libelf. Whatever the
// file claims is checked before it is used.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "emu/load/layout.hpp"

namespace vectorscope {

[[nodiscard]] bool is_elf(std::span<const std::uint8_t> file);

struct Elf32 {
  LinearAddress entry = 0;
  std::vector<Part> parts;  ///< PT_LOAD, by physical address
};

Result<Elf32> read_elf(std::span<const std::uint8_t> file);

/// The section headers; an empty table if the file has none, or damaged ones.
SectionTable read_elf_sections(std::span<const std::uint8_t> file);

/// Names are a help, not a condition: whatever is damaged is left out.
Symbols read_elf_symbols(std::span<const std::uint8_t> file);

}  // namespace vectorscope
