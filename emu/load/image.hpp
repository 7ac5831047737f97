// SPDX-License-Identifier: GPL-2.0-or-later
// A kernel image as the machine wants it: what goes where, where to begin, and
// the names in it. Parsers fill it; nothing else knows a file format.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emu/base/result.hpp"
#include "emu/base/types.hpp"

namespace vectorscope {

/// Symbols sorted by address; function and object symbols only.
struct Symbol {
  LinearAddress address = 0;
  std::uint32_t size = 0;
  bool function = false;
  std::string name;
};

class Symbols {
 public:
  Symbols() = default;
  explicit Symbols(std::vector<Symbol> symbols);
  /// The symbol that holds `address`, or nullptr.
  [[nodiscard]] const Symbol* at(LinearAddress address) const;
  [[nodiscard]] const Symbol* named(std::string_view name) const;
  /// "kbd_isr+0x08", "kbd_isr" at its start, or "0x00101a3c" if unnamed.
  [[nodiscard]] std::string describe(LinearAddress address) const;
  [[nodiscard]] const std::vector<Symbol>& all() const { return symbols_; }

 private:
  std::vector<Symbol> symbols_;
};

struct Segment {
  PhysicalAddress address = 0;
  std::vector<std::uint8_t> bytes;
  std::uint32_t size_in_memory = 0;  ///< >= bytes.size(); the rest is zero
  bool executable = false;
};

/// A file beside the kernel (Multiboot 0.6.96, section 3.3, `mods`).
struct Module {
  std::string name;  ///< what the kernel gets as the module's string
  std::vector<std::uint8_t> bytes;
};

/// The section headers of an ELF as they stand in it, for kernels that look up
/// their own symbols (Multiboot 0.6.96, section 3.3, `syms`).
struct SectionTable {
  std::vector<std::uint8_t> headers;  ///< `count` times 40 bytes; empty: there is none
  std::uint32_t count = 0;
  std::uint32_t names = 0;  ///< index of the section that holds the names
};

struct Image {
  std::string name;                       ///< file name, for people
  std::vector<std::uint8_t> file;         ///< whole, as read: a recording holds it
  std::vector<Segment> segments;          ///< sorted, no overlap, all below the RAM size
  LinearAddress entry = 0;
  bool multiboot = false;                 ///< EAX/EBX as Multiboot 1, section 3.2
  std::optional<PhysicalAddress> flat;    ///< a raw file put there, not a kernel format
  Symbols symbols;
  SectionTable sections;                  ///< of an ELF that was loaded as one
  std::vector<Module> modules;            ///< only for a Multiboot kernel
  std::vector<std::uint8_t> symbols_file; ///< the ELF that `symbols` come from, if not `file`
};

/// `ram_bytes` bounds the segments. Errors are one line: file, what is wrong,
/// where, what to do.
Result<Image> load_image(const std::string& path, std::uint64_t ram_bytes);
Result<Image> parse_image(std::string name, std::vector<std::uint8_t> file,
                          std::uint64_t ram_bytes);

/// The file as it stands, at `address`, whatever it looks like inside. It begins
/// at its first byte as Core::start_protected says.
Result<Image> load_flat_image(const std::string& path, PhysicalAddress address,
                              std::uint64_t ram_bytes);
Result<Image> flat_image(std::string name, std::vector<std::uint8_t> file, PhysicalAddress address,
                         std::uint64_t ram_bytes);

/// Adds a file for the kernel. Errors: no Multiboot kernel, more than RAM holds.
Result<void> add_module(Image& image, Module module, std::uint64_t ram_bytes);
/// Takes the names from another ELF, which is not loaded. Error: no ELF, no names.
Result<void> take_symbols(Image& image, std::vector<std::uint8_t> elf);

/// Larger files are no kernel for this machine.
inline constexpr std::uint64_t kLargestImage = 64u << 20;

}  // namespace vectorscope
