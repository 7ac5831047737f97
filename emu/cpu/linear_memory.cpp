// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/linear_memory.hpp"

namespace vectorscope {

std::uint32_t LinearMemory::read(LinearAddress address, unsigned bytes) const {
  std::uint32_t value = 0;
  for (unsigned i = 0; i < bytes; ++i) {
    const auto physical = walk(ram_, paging_, address + i, Purpose::Read, false);
    value |= (physical < ram_.size() ? ram_[physical] : 0xFFu) << (8 * i);
  }
  return value;
}

void LinearMemory::write(LinearAddress address, unsigned bytes, std::uint32_t value,
                         bool user) const {
  // All of it or nothing: a store that crosses into a missing page leaves no trace.
  walk(ram_, paging_, address, Purpose::Write, user);
  walk(ram_, paging_, address + bytes - 1, Purpose::Write, user);
  for (unsigned i = 0; i < bytes; ++i) {
    const auto physical = walk(ram_, paging_, address + i, Purpose::Write, user);
    if (physical < ram_.size()) ram_[physical] = static_cast<std::uint8_t>(value >> (8 * i));
  }
}

void LinearMemory::probe(LinearAddress address, Purpose purpose) const {
  walk(ram_, paging_, address, purpose, false);
}

std::optional<Descriptor> LinearMemory::look_up(const Engine& engine, std::uint32_t selector) const {
  const auto table = engine.read((selector & 4) != 0 ? Table::Ldtr : Table::Gdtr);
  if ((selector | 7) > table.limit) return std::nullopt;
  return descriptor(table.base + (selector & ~7u));
}

}  // namespace vectorscope
