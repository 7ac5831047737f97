// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/load/elf.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "emu/load/elf_handle.hpp"

namespace vectorscope {
namespace {

Result<void> check_identification(std::span<const std::uint8_t> file) {
  if (file.size() < sizeof(Elf32_Ehdr))
    return fail(fmt::format("truncated: the ELF header needs {} bytes and the file has {}; build "
                            "or copy it again",
                            sizeof(Elf32_Ehdr), file.size()));
  if (file[EI_CLASS] == ELFCLASS64)
    return fail("is a 64-bit ELF (EI_CLASS is 2); build it for i386 (-m32, -m elf_i386)");
  if (file[EI_CLASS] != ELFCLASS32)
    return fail(fmt::format("is an ELF of unknown class {} (EI_CLASS); build it for i386",
                            file[EI_CLASS]));
  if (file[EI_DATA] != ELFDATA2LSB)
    return fail(fmt::format("is not a little-endian ELF (EI_DATA is {}); build it for i386",
                            file[EI_DATA]));
  return {};
}

Result<void> check_header(const GElf_Ehdr& header, std::uint64_t file_size) {
  if (header.e_machine != EM_386)
    return fail(fmt::format("is an ELF for machine {}, not i386 (e_machine 3); build it for i386",
                            header.e_machine));
  if (header.e_phnum == 0)
    return fail("is an ELF without program headers; link it, objects cannot be loaded");
  if (header.e_phentsize != sizeof(Elf32_Phdr))
    return fail(fmt::format("has program headers of {} bytes instead of {} (e_phentsize); link it "
                            "again",
                            header.e_phentsize, sizeof(Elf32_Phdr)));
  const std::uint64_t end =
      header.e_phoff + std::uint64_t{header.e_phnum} * sizeof(Elf32_Phdr);
  if (end > file_size)
    return fail(fmt::format("truncated: the program headers end at offset {} of the file, which "
                            "has {} bytes; build or copy it again",
                            end, file_size));
  return {};
}

Part part_of(const GElf_Phdr& header, int number) {
  return {.what = fmt::format("segment {}", number),
          .address = header.p_paddr,
          .offset = header.p_offset,
          .bytes_in_file = header.p_filesz,
          .bytes_in_memory = header.p_memsz,
          .executable = (header.p_flags & PF_X) != 0};
}

/// Where the entry lies in memory. As it stands if that is in a segment; if not it
/// is taken for a virtual address, as GRUB and QEMU do: a kernel of the high half
/// may have been linked without regard to where it is loaded.
LinearAddress entry_of(const GElf_Ehdr& header, const std::vector<GElf_Phdr>& programs) {
  const auto within = [&](const GElf_Phdr& program, std::uint64_t begin) {
    return header.e_entry >= begin && header.e_entry - begin < program.p_memsz;
  };
  const auto entry = static_cast<LinearAddress>(header.e_entry);
  for (const auto& program : programs)
    if (within(program, program.p_paddr)) return entry;
  for (const auto& program : programs)
    if (within(program, program.p_vaddr))
      return static_cast<LinearAddress>(entry - program.p_vaddr + program.p_paddr);
  return entry;
}

}  // namespace

bool is_elf(std::span<const std::uint8_t> file) {
  return file.size() >= SELFMAG && std::memcmp(file.data(), ELFMAG, SELFMAG) == 0;
}

Result<Elf32> read_elf(std::span<const std::uint8_t> file) {
  if (auto fine = check_identification(file); !fine) return tl::unexpected(fine.error());
  const ElfHandle elf = open_elf(file);
  GElf_Ehdr header{};
  if (!elf || gelf_getehdr(elf.get(), &header) == nullptr)
    return fail("has a damaged ELF header; build or copy it again");
  if (auto fine = check_header(header, file.size()); !fine) return tl::unexpected(fine.error());

  Elf32 result;
  std::vector<GElf_Phdr> programs;
  for (int i = 0; i < header.e_phnum; ++i) {
    GElf_Phdr program{};
    if (gelf_getphdr(elf.get(), i, &program) == nullptr)
      return fail(fmt::format("has a damaged program header {}; build or copy it again", i));
    if (program.p_type != PT_LOAD) continue;
    programs.push_back(program);
    result.parts.push_back(part_of(program, i));
  }
  result.entry = entry_of(header, programs);
  return result;
}

SectionTable read_elf_sections(std::span<const std::uint8_t> file) {
  Elf32_Ehdr header{};
  if (file.size() < sizeof header) return {};
  std::memcpy(&header, file.data(), sizeof header);
  const std::uint64_t size = std::uint64_t{header.e_shnum} * sizeof(Elf32_Shdr);
  const bool fits = header.e_shentsize == sizeof(Elf32_Shdr) && header.e_shoff + size <= file.size();
  if (!fits || header.e_shnum == 0 || header.e_shstrndx >= header.e_shnum) return {};
  const auto headers = file.subspan(header.e_shoff, size);
  return {.headers = {headers.begin(), headers.end()},
          .count = header.e_shnum,
          .names = header.e_shstrndx};
}

}  // namespace vectorscope
