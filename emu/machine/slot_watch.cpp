// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/machine/slot_watch.hpp"

#include <algorithm>

#include "emu/cpu/page_walk.hpp"

namespace vectorscope {
namespace {

bool shares_page_with_code(const TrappedPages& pages, const Image& image) {
  return std::any_of(image.segments.begin(), image.segments.end(), [&](const Segment& segment) {
    return segment.executable && segment.address < pages.end &&
           std::uint64_t{segment.address} + segment.size_in_memory > pages.begin;
  });
}

}  // namespace

SlotWatch::SlotWatch(std::optional<HandlersAt> at, const Image& image,
                     std::span<const std::uint8_t> ram)
    : at_(at), ram_(ram) {
  if (!at_) return;
  const PhysicalAddress end = at_->address + at_->count * at_->stride;
  const TrappedPages pages{at_->address / kPageBytes * kPageBytes,
                           (end + kPageBytes - 1) / kPageBytes * kPageBytes};
  if (!shares_page_with_code(pages, image)) trapped_ = pages;
  last_.resize(at_->count);
  for (std::uint32_t slot = 0; slot < at_->count; ++slot) last_[slot] = value(slot);
}

std::optional<HandlersAt> SlotWatch::find(const MachineConfig& config, const Image& image) {
  if (config.handlers) return config.handlers;
  const auto* symbol = image.symbols.named("handles");
  if (!symbol || symbol->size < 256 * 4) return std::nullopt;
  const auto stride = symbol->size / 256 / 4 * 4;
  return HandlersAt{symbol->address, 256, stride};
}

bool SlotWatch::may_hit(LinearAddress address, unsigned width) const {
  const auto bytes = at_->count * at_->stride;
  if (bytes >= kPageBytes) return true;
  const auto from_start = (address - at_->address) % kPageBytes;
  return from_start < bytes || from_start + width > kPageBytes;
}

std::optional<std::uint16_t> SlotWatch::slot_at(PhysicalAddress address) const {
  if (!at_ || address < at_->address) return std::nullopt;
  const auto index = (address - at_->address) / at_->stride;
  const auto within = (address - at_->address) % at_->stride;
  if (index >= at_->count || within >= 4) return std::nullopt;
  return static_cast<std::uint16_t>(index);
}

std::uint32_t SlotWatch::value(std::uint32_t slot) const {
  return at_ && slot < at_->count ? load32(ram_, at_->address + slot * at_->stride) : 0;
}

std::optional<events::SlotSwap> SlotWatch::change(std::uint16_t slot, std::uint32_t eip) {
  const auto now = value(slot);
  if (now == last_[slot]) return std::nullopt;
  return events::SlotSwap{slot, std::exchange(last_[slot], now), now, eip};
}

std::vector<events::SlotSwap> SlotWatch::changes(std::uint32_t eip) {
  std::vector<events::SlotSwap> found;
  for (std::uint32_t slot = 0; slot < last_.size(); ++slot)
    if (auto swap = change(static_cast<std::uint16_t>(slot), eip)) found.push_back(*swap);
  return found;
}

}  // namespace vectorscope
