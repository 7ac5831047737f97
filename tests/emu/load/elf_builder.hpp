// SPDX-License-Identifier: GPL-2.0-or-later
// Small ELF32 files, made byte by byte: the header, one program header and the
// bytes of each segment, and a symbol table when there are symbols.
#pragma once
#include <elf.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace vectorscope::test {

using Bytes = std::vector<std::uint8_t>;

template <class T>
void append(Bytes& to, const T& value) {
  const auto* begin = reinterpret_cast<const std::uint8_t*>(&value);
  to.insert(to.end(), begin, begin + sizeof value);
}

template <class T>
void put(Bytes& into, std::size_t offset, T value) {
  std::memcpy(into.data() + offset, &value, sizeof value);
}

/// Multiboot 0.6.96, section 3.1.1; `fields` follow the checksum.
inline Bytes multiboot_header(std::uint32_t flags, const std::vector<std::uint32_t>& fields = {}) {
  Bytes header;
  append(header, std::uint32_t{0x1BADB002});
  append(header, flags);
  append(header, 0u - 0x1BADB002u - flags);
  for (const std::uint32_t field : fields) append(header, field);
  return header;
}

class ElfBuilder {
 public:
  std::uint32_t entry = 0x100000;

  ElfBuilder& segment(std::uint32_t address, Bytes bytes, std::uint32_t in_memory = 0,
                      std::uint32_t flags = PF_R | PF_X) {
    Elf32_Phdr header{};
    header.p_type = PT_LOAD;
    header.p_vaddr = header.p_paddr = address;
    header.p_filesz = static_cast<std::uint32_t>(bytes.size());
    header.p_memsz = in_memory != 0 ? in_memory : header.p_filesz;
    header.p_flags = flags;
    programs_.push_back(header);
    contents_.push_back(std::move(bytes));
    return *this;
  }

  ElfBuilder& symbol(const std::string& name, std::uint32_t address, std::uint32_t size,
                     unsigned type, unsigned binding = STB_GLOBAL) {
    Elf32_Sym entry_{};
    entry_.st_name = static_cast<std::uint32_t>(names_.size());
    entry_.st_value = address;
    entry_.st_size = size;
    entry_.st_info = static_cast<unsigned char>(ELF32_ST_INFO(binding, type));
    entry_.st_shndx = 3;
    symbols_.push_back(entry_);
    names_ += name + '\0';
    return *this;
  }

  [[nodiscard]] Bytes build() const {
    std::size_t at = sizeof(Elf32_Ehdr) + programs_.size() * sizeof(Elf32_Phdr);
    std::vector<Elf32_Phdr> programs = programs_;
    Bytes contents;
    for (std::size_t i = 0; i < programs.size(); ++i) {
      programs[i].p_offset = static_cast<std::uint32_t>(at + contents.size());
      contents.insert(contents.end(), contents_[i].begin(), contents_[i].end());
    }
    at += contents.size();
    Bytes file;
    append(file, header(at));
    for (const auto& program : programs) append(file, program);
    file.insert(file.end(), contents.begin(), contents.end());
    if (!symbols_.empty()) append_symbols(file, at);
    return file;
  }

 private:
  [[nodiscard]] Elf32_Ehdr header(std::size_t sections_at) const {
    Elf32_Ehdr result{};
    std::memcpy(result.e_ident, ELFMAG, SELFMAG);
    result.e_ident[EI_CLASS] = ELFCLASS32;
    result.e_ident[EI_DATA] = ELFDATA2LSB;
    result.e_ident[EI_VERSION] = EV_CURRENT;
    result.e_type = ET_EXEC;
    result.e_machine = EM_386;
    result.e_version = EV_CURRENT;
    result.e_entry = entry;
    result.e_phoff = sizeof(Elf32_Ehdr);
    result.e_ehsize = sizeof(Elf32_Ehdr);
    result.e_phentsize = sizeof(Elf32_Phdr);
    result.e_phnum = static_cast<std::uint16_t>(programs_.size());
    result.e_shentsize = sizeof(Elf32_Shdr);
    if (symbols_.empty()) return result;
    result.e_shoff = static_cast<std::uint32_t>(sections_at);
    result.e_shnum = 4;  // null, .symtab, .strtab, .text
    return result;
  }

  void append_symbols(Bytes& file, std::size_t at) const {
    const auto table_at = static_cast<std::uint32_t>(at + 4 * sizeof(Elf32_Shdr));
    const auto table_size = static_cast<std::uint32_t>(symbols_.size() * sizeof(Elf32_Sym));
    append(file, Elf32_Shdr{});
    append(file, Elf32_Shdr{0, SHT_SYMTAB, 0, 0, table_at, table_size, 2, 0, 4, sizeof(Elf32_Sym)});
    append(file, Elf32_Shdr{0, SHT_STRTAB, 0, 0, table_at + table_size,
                            static_cast<std::uint32_t>(names_.size()), 0, 0, 1, 0});
    append(file, Elf32_Shdr{0, SHT_PROGBITS, SHF_ALLOC | SHF_EXECINSTR, entry, 0, 0, 0, 0, 1, 0});
    for (const auto& each : symbols_) append(file, each);
    file.insert(file.end(), names_.begin(), names_.end());
  }

  std::vector<Elf32_Phdr> programs_;
  std::vector<Bytes> contents_;
  std::vector<Elf32_Sym> symbols_;
  std::string names_ = std::string(1, '\0');
};

}  // namespace vectorscope::test
