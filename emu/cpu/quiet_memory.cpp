// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/quiet_memory.hpp"

namespace vectorscope {

std::optional<std::uint32_t> QuietMemory::read(LinearAddress address, unsigned bytes) const {
  std::uint32_t value = 0;
  for (unsigned i = 0; i < bytes; ++i) {
    const auto physical = peek_walk(ram_, paging_, address + i);
    if (!physical || *physical >= ram_.size()) return std::nullopt;
    value |= std::uint32_t{ram_[*physical]} << (8 * i);
  }
  return value;
}

std::optional<Descriptor> QuietMemory::look_up(const Engine& engine, std::uint32_t selector) const {
  if ((selector & 0xFFFC) == 0) return std::nullopt;
  const auto table = engine.read((selector & 4) != 0 ? Table::Ldtr : Table::Gdtr);
  if (((selector | 7) & 0xFFFF) > table.limit) return std::nullopt;
  const auto at = table.base + (selector & 0xFFF8);
  const auto low = read(at, 4), high = read(at + 4, 4);
  if (!low || !high) return std::nullopt;
  return Descriptor{*low, *high};
}

}  // namespace vectorscope
