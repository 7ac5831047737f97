// SPDX-License-Identifier: GPL-2.0-or-later
// The engine keeps stale translations when code is overwritten by another
// core, through an alias or from outside. So each page of code has a shadow of
// what was translated, and every instruction is compared with it before it
// executes: no store needs tracking. The same table says which instructions
// are special.
#pragma once
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "emu/base/types.hpp"
#include "emu/cpu/instruction_kind.hpp"

namespace vectorscope {

inline constexpr std::uint32_t kPageBytes = 4096;
inline constexpr std::uint32_t kLongestInstruction = 15;

struct CodePage {
  const std::uint8_t* ram = nullptr;  ///< the page in RAM, readable 16 bytes past its end
  std::array<std::uint8_t, kPageBytes + 16> shadow{};
  std::array<InstructionKind, kPageBytes> kind{};

  /// Whether the part of the instruction that lies in this page is as it was
  /// when it was translated.
  [[nodiscard]] bool unchanged(std::uint32_t offset, std::uint32_t size) const {
    if (surely_unchanged(offset, size)) return true;
    const auto here = offset + size <= kPageBytes ? size : kPageBytes - offset;
    return std::memcmp(ram + offset, shadow.data() + offset, here) == 0;
  }
  /// The same in a few machine instructions; false also where it is not so simple.
  [[nodiscard]] bool surely_unchanged(std::uint32_t offset, std::uint32_t size) const {
    if (size > 8 || offset + 8 > kPageBytes) return false;
    std::uint64_t now = 0, then = 0;
    std::memcpy(&now, ram + offset, 8);
    std::memcpy(&then, shadow.data() + offset, 8);
    return ((now ^ then) << (64 - 8 * size)) == 0;
  }
  void refresh() {
    std::memcpy(shadow.data(), ram, kPageBytes);
    kind.fill(InstructionKind::Unknown);
  }
};

class CodePages {
 public:
  CodePages();

  /// The page that the core sees at `address`, or nullptr if it was not
  /// entered since the translations changed.
  [[nodiscard]] CodePage* seen_at(LinearAddress address) const {
    return (*directory_[address >> 22])[(address >> 12) & 1023];
  }
  /// Notes that `address` now shows the physical page at `physical`.
  CodePage& enter(LinearAddress address, PhysicalAddress physical, std::span<const std::uint8_t> ram);
  /// The guest changed its translations: nothing is known to be seen anywhere.
  void forget_translations();
  /// What is special has changed, everywhere or at one address.
  void forget_kinds();
  void forget_kind(LinearAddress address);
  /// Every page is translated anew; the code buffer was flushed.
  void refresh_all();

 private:
  using View = std::array<CodePage*, 1024>;
  static View& empty_view();

  std::array<View*, 1024> directory_;
  std::vector<std::unique_ptr<View>> views_;
  std::unordered_map<PhysicalAddress, std::unique_ptr<CodePage>> pages_;
};

}  // namespace vectorscope
