// SPDX-License-Identifier: GPL-2.0-or-later
// libelf's descriptor of a file in memory, closed when it goes. Headers are read
// by the gelf_ functions, which copy: elf32_ ones point into the file, where a
// hostile offset makes them misaligned.
#pragma once
#include <cstdint>
#include <memory>
#include <span>

#include <gelf.h>

namespace vectorscope {

struct ElfEnd {
  void operator()(Elf* elf) const { elf_end(elf); }
};
using ElfHandle = std::unique_ptr<Elf, ElfEnd>;

/// Null if libelf does not want the file.
inline ElfHandle open_elf(std::span<const std::uint8_t> file) {
  elf_version(EV_CURRENT);
  // libelf takes a pointer to non-const, but writes only for ELF_C_WRITE and
  // for byte orders that are not the host's, which are refused before.
  auto* bytes = reinterpret_cast<char*>(const_cast<std::uint8_t*>(file.data()));
  return ElfHandle(elf_memory(bytes, file.size()));
}

}  // namespace vectorscope
