// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/code_pages.hpp"

namespace vectorscope {

CodePages::View& CodePages::empty_view() {
  static View empty{};
  return empty;
}

CodePages::CodePages(bool blocks, std::vector<DistrustedCode> distrusted)
    : blocks_(blocks), distrusted_(std::move(distrusted)) {
  directory_.fill(&empty_view());
}

std::unique_ptr<BlockMap> CodePages::block_map(PhysicalAddress page) const {
  auto map = std::make_unique<BlockMap>();
  for (const auto& [at, bytes] : distrusted_)
    for (auto byte = at; byte < at + bytes; ++byte)
      if (byte / kPageBytes == page) map->distrust(byte % kPageBytes);
  return map;
}

CodePage& CodePages::enter(LinearAddress address, const Route& route,
                           std::span<const std::uint8_t> ram) {
  const auto physical = route.physical;
  auto& page = pages_[physical / kPageBytes];
  if (!page) {
    page = std::make_unique<CodePage>();
    if (blocks_) page->blocks = block_map(physical / kPageBytes);
    page->ram = ram.data() + physical / kPageBytes * kPageBytes;
    page->refresh();
  }
  auto& view = directory_[address >> 22];
  if (view == &empty_view()) view = views_.emplace_back(std::make_unique<View>()).get();
  view->pages[(address >> 12) & 1023] = page.get();
  view->routes[(address >> 12) & 1023] = route;
  return *page;
}

void CodePages::forget_translations(bool keep_global) {
  for (auto& view : views_) {
    for (std::size_t i = 0; i < view->pages.size(); ++i)
      if (!keep_global || !view->routes[i].global) view->pages[i] = nullptr;
  }
}

void CodePages::forget_kinds() {
  for (auto& [number, page] : pages_) page->forget_kinds();
}

void CodePages::forget_kind(LinearAddress address) {
  if (auto* page = seen_at(address)) page->forget_kind(address % kPageBytes);
}

void CodePages::refresh_all() {
  for (auto& [number, page] : pages_) page->refresh();
}

}  // namespace vectorscope
