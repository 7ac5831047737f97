// SPDX-License-Identifier: GPL-2.0-or-later
// The engine keeps stale translations when code is overwritten by another
// core, through an alias or from outside. So each page of code has a shadow of
// what was translated, and every instruction is compared with it before it
// executes: no store needs tracking. The same table says which instructions
// are special.
#pragma once
#include <emmintrin.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "emu/base/types.hpp"
#include "emu/cpu/block_map.hpp"
#include "emu/cpu/instruction_kind.hpp"
#include "emu/cpu/page_walk.hpp"

namespace vectorscope {

inline constexpr std::uint32_t kLongestInstruction = 15;

struct CodePage {
  const std::uint8_t* ram = nullptr;  ///< the page in RAM, readable 16 bytes past its end
  std::array<std::uint8_t, kPageBytes + 16> shadow{};
  std::array<InstructionKind, kPageBytes> kind{};
  std::unique_ptr<BlockMap> blocks;  ///< only where they are asked for

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
    return differ(offset) << (64 - 8 * size) == 0;
  }
  /// The bytes of a block, all of them in this page, are as they were.
  [[nodiscard]] bool same(std::uint32_t offset, std::uint32_t size) const {
    return std::memcmp(ram + offset, shadow.data() + offset, size) == 0;
  }
  /// The same in a few machine instructions; false also where it is not so simple.
  [[nodiscard]] bool surely_same(std::uint32_t offset, std::uint32_t size) const {
    if (size <= kChunk) return differing(offset) << (32 - size) == 0;
    return size <= 2 * kChunk && differing(offset) == 0 &&
           differing(offset + kChunk) << (32 + kChunk - size) == 0;
  }
  void refresh() {
    std::memcpy(shadow.data(), ram, kPageBytes);
    forget_kinds();
  }
  void forget_kinds() {
    kind.fill(InstructionKind::Unknown);
    if (blocks) blocks->forget();
  }
  void forget_kind(std::uint32_t offset) {
    kind[offset] = InstructionKind::Unknown;
    if (blocks) blocks->learn(offset, 0, {});
  }

 private:
  static constexpr std::uint32_t kChunk = 16;
  /// A bit for each byte of a chunk.
  [[nodiscard]] std::uint32_t differing(std::uint32_t offset) const {
    const auto now = _mm_loadu_si128(reinterpret_cast<const __m128i*>(ram + offset));
    const auto then = _mm_loadu_si128(reinterpret_cast<const __m128i*>(shadow.data() + offset));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(now, then))) ^ 0xFFFF;
  }
  [[nodiscard]] std::uint64_t differ(std::uint32_t offset) const {
    std::uint64_t now = 0, then = 0;
    std::memcpy(&now, ram + offset, 8);
    std::memcpy(&then, shadow.data() + offset, 8);
    return now ^ then;
  }
};

class CodePages {
 public:
  /// `blocks`: pages have a BlockMap; what it does not trust from the start.
  CodePages(bool blocks, std::vector<DistrustedCode> distrusted);

  /// The page that the core sees at `address`, or nullptr if it was not
  /// entered since the translations changed.
  [[nodiscard]] CodePage* seen_at(LinearAddress address) const {
    return directory_[address >> 22]->pages[(address >> 12) & 1023];
  }
  /// Notes that `address` now shows a physical page, and by which way.
  CodePage& enter(LinearAddress address, const Route& route, std::span<const std::uint8_t> ram);
  /// Whether the page tables lead from `address` to the page that is seen there, or
  /// none is. The engine remembers translations as a CPU does; a guest that changes
  /// one without a word has to be met before the two disagree.
  [[nodiscard]] bool holds(LinearAddress address, std::span<const std::uint8_t> ram) const {
    const View& view = *directory_[address >> 22];
    const auto index = (address >> 12) & 1023;
    return view.pages[index] == nullptr || view.routes[index].holds(ram);
  }
  /// The guest changed its translations: nothing is known to be seen anywhere, or only
  /// what MOV CR3 leaves.
  void forget_translations(bool keep_global = false);
  /// What is special has changed, everywhere or at one address.
  void forget_kinds();
  void forget_kind(LinearAddress address);
  /// Every page is translated anew; the code buffer was flushed.
  void refresh_all();

 private:
  struct View {
    std::array<CodePage*, 1024> pages{};
    std::array<Route, 1024> routes{};
  };
  static View& empty_view();
  [[nodiscard]] std::unique_ptr<BlockMap> block_map(PhysicalAddress page) const;

  bool blocks_;
  std::vector<DistrustedCode> distrusted_;
  std::array<View*, 1024> directory_;
  std::vector<std::unique_ptr<View>> views_;
  std::unordered_map<PhysicalAddress, std::unique_ptr<CodePage>> pages_;
};

}  // namespace vectorscope
