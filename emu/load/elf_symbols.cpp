// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <cstring>
#include <optional>

#include "emu/load/elf.hpp"
#include "emu/load/elf_handle.hpp"

namespace vectorscope {
namespace {

// A file may let a million symbols share one name of megabytes.
constexpr std::size_t kMostSymbols = 1'000'000, kLongestName = 256;

std::string_view raw(Elf_Scn* section) {
  const Elf_Data* data = section != nullptr ? elf_rawdata(section, nullptr) : nullptr;
  if (data == nullptr || data->d_buf == nullptr) return {};
  return {static_cast<const char*>(data->d_buf), data->d_size};
}

/// Names end up on terminals and in windows: what does not print becomes '?'.
std::string name_at(std::string_view strings, std::size_t offset) {
  if (offset >= strings.size()) return {};
  strings = strings.substr(offset, kLongestName);
  std::string name(strings.substr(0, strings.find('\0')));
  std::ranges::replace_if(name, [](char c) { return c < 0x20 || c > 0x7E; }, '?');
  return name;
}

bool is_code(Elf* elf, std::size_t section) {
  GElf_Shdr header{};
  return gelf_getshdr(elf_getscn(elf, section), &header) != nullptr &&
         (header.sh_flags & SHF_EXECINSTR) != 0;
}

/// Functions, objects, and the global labels of assembly files, which rarely
/// say that they are functions.
std::optional<Symbol> symbol_of(Elf* elf, const Elf32_Sym& entry, std::string_view strings) {
  if (entry.st_shndx == SHN_UNDEF) return std::nullopt;
  const auto type = ELF32_ST_TYPE(entry.st_info);
  const bool label = type == STT_NOTYPE && ELF32_ST_BIND(entry.st_info) == STB_GLOBAL &&
                     entry.st_shndx < SHN_LORESERVE && is_code(elf, entry.st_shndx);
  if (type != STT_FUNC && type != STT_OBJECT && !label) return std::nullopt;
  Symbol symbol{.address = entry.st_value,
                .size = entry.st_size,
                .function = type != STT_OBJECT,
                .name = name_at(strings, entry.st_name)};
  if (symbol.name.empty()) return std::nullopt;
  return symbol;
}

void read_table(Elf* elf, Elf_Scn* section, std::size_t strings_section,
                std::vector<Symbol>& into) {
  const std::string_view table = raw(section);
  const std::string_view strings = raw(elf_getscn(elf, strings_section));
  for (std::size_t at = 0; at + sizeof(Elf32_Sym) <= table.size(); at += sizeof(Elf32_Sym)) {
    if (into.size() == kMostSymbols) return;
    Elf32_Sym entry{};
    std::memcpy(&entry, table.data() + at, sizeof entry);
    if (auto symbol = symbol_of(elf, entry, strings)) into.push_back(std::move(*symbol));
  }
}

}  // namespace

Symbols read_elf_symbols(std::span<const std::uint8_t> file) {
  std::vector<Symbol> symbols;
  const ElfHandle elf = open_elf(file);
  Elf_Scn* section = nullptr;
  while (elf && (section = elf_nextscn(elf.get(), section)) != nullptr) {
    GElf_Shdr header{};
    if (gelf_getshdr(section, &header) == nullptr || header.sh_type != SHT_SYMTAB) continue;
    read_table(elf.get(), section, header.sh_link, symbols);
    break;  // an ELF has at most one (System V ABI, "Sections")
  }
  return Symbols(std::move(symbols));
}

}  // namespace vectorscope
