// SPDX-License-Identifier: GPL-2.0-or-later
// The core from within: by which way execution comes to a page of code, and what of that
// holds no longer.
#include "emu/cpu/core_pages.hpp"

#include <utility>

#include "emu/base/fault.hpp"
#include "emu/cpu/exception_vectors.hpp"
#include "emu/cpu/instruction_prefixes.hpp"

namespace vectorscope {

/// Execution comes to another page. False: the core left the engine.
bool Core::enter_page(LinearAddress address) {
  if (const auto before = std::exchange(paging_before_, std::nullopt)) {
    constexpr std::uint32_t kCr0 = 0x80000001;               // PG, PE
    constexpr std::uint32_t kCr4 = 1u << 4 | 1u << 5 | 1u << 7;  // PSE, PAE, PGE
    const auto now = paging();
    if (((now.cr0 ^ before->cr0) & kCr0) != 0 || ((now.cr4 ^ before->cr4) & kCr4) != 0)
      forget_translations();
  }
  if (!still_mapped(address)) return false;
  page_.enter(address, access_.concerns_all() ? nullptr : pages_.seen_at(address));
  return true;
}

/// A translation that the guest has changed, and told no TLB: from here on the new one
/// holds, for the engine as well (SDM 3A, 4.10.2.3: it may be either). Otherwise the
/// engine might execute one page and the kinds of the other's instructions be looked at.
bool Core::still_mapped(LinearAddress address) {
  if (pages_.holds(address, ram_)) return true;
  mapping_changed_ = true;
  return leave(address), false;
}

/// A page is executed for the first time since the core forgot translations. The engine
/// may know it from an access to data, and otherwise than it is mapped now: true.
bool Core::meet_page(LinearAddress address) {
  return pages_.seen_at(address) == nullptr && code_page(address) != nullptr && paging().enabled() &&
         !fault("page-met-stale");
}

/// MOV to CR0 or CR4 of what may not be (SDM 2B, MOV to control registers): paging without
/// protection, NW without CD, reserved bits. Here VME is one, and what came after SSE.
bool Core::control_refused(std::span<const std::uint8_t> bytes) {
  constexpr std::uint32_t kProtection = 1, kPaging = 1u << 31, kNotWriteThrough = 1u << 29,
                          kCacheDisable = 1u << 30, kCr4 = 0x7FC;
  const auto instruction = split_prefixes(bytes).rest;
  if (instruction.size() < 3 || instruction[1] != 0x22 || current_cpl() != 0) return false;
  if (fault("control-anything")) return false;
  const auto value = engine_.read(static_cast<Reg>(instruction[2] & 7));
  const auto has = [value](std::uint32_t bit) { return (value & bit) != 0; };
  switch (instruction[2] >> 3 & 7) {
    case 0:
      return (has(kPaging) && !has(kProtection)) || (has(kNotWriteThrough) && !has(kCacheDisable));
    case 4: return has(~kCr4);
    default: return false;
  }
}

/// Before MOV to CR0, CR3 or CR4, or INVLPG. What INVLPG makes the engine forget is
/// found by the page tables if it has changed.
void Core::note_paging(LinearAddress address, std::uint32_t size) {
  page_.leave();
  const auto bytes = peek(address, size);
  const auto modrm = bytes.empty() ? 0 : bytes.back();
  const bool moves = bytes.size() > 1 && bytes[bytes.size() - 2] == 0x22;
  if (!moves || current_cpl() != 0) return;
  constexpr unsigned kCr3 = 3;
  if ((modrm >> 3 & 7) == kCr3) forget_translations(true);
  else paging_before_ = paging();
}

/// Nothing where no RAM answers.
CodePage* Core::code_page(LinearAddress address) {
  if (auto* page = pages_.seen_at(address)) return page;
  const auto route = peek_route(ram_, paging(), address);
  if (!route || route->physical >= ram_.size()) return nullptr;
  return &pages_.enter(address, *route, ram_);
}

/// What an instruction that ends before `end` has in its second page.
bool Core::rest_unchanged(LinearAddress end) {
  const auto begin = end / kPageBytes * kPageBytes;
  const auto* page = code_page(begin);
  return !page || end == begin || page->unchanged(0, end - begin);
}

void Core::drop_translations() {
  engine_.flush_code();
  engine_.flush_tlb();
  code_is_fresh();
}

/// What will be executed is yet to be translated.
void Core::code_is_fresh() {
  pages_.refresh_all();
  last_begun_.drop();
  page_.leave();
}

void Core::forget_translations(bool keep_global) {
  page_.leave();
  pages_.forget_translations(keep_global);
}

}  // namespace vectorscope
