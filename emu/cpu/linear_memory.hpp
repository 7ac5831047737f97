// SPDX-License-Identifier: GPL-2.0-or-later
// The guest's linear memory as the CPU itself uses it: through the page tables,
// with their rights, setting accessed and dirty bits. Throws Fault.
#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "emu/cpu/descriptor.hpp"
#include "emu/cpu/engine.hpp"
#include "emu/cpu/page_walk.hpp"

namespace vectorscope {

class LinearMemory {
 public:
  LinearMemory(std::span<std::uint8_t> ram, const Paging& paging) : ram_(ram), paging_(paging) {}

  /// Little-endian, 1 to 4 bytes, by the supervisor. All ones where no RAM answers.
  [[nodiscard]] std::uint32_t read(LinearAddress address, unsigned bytes) const;
  void write(LinearAddress address, unsigned bytes, std::uint32_t value, bool user = false) const;
  /// Faults as `write` would, and writes nothing.
  void probe(LinearAddress address, Purpose purpose) const;

  [[nodiscard]] Descriptor descriptor(LinearAddress at) const { return {read(at, 4), read(at + 4, 4)}; }
  /// The descriptor that a selector names; nothing if it is outside its table.
  [[nodiscard]] std::optional<Descriptor> look_up(const Engine& engine, std::uint32_t selector) const;

 private:
  std::span<std::uint8_t> ram_;
  Paging paging_;
};

}  // namespace vectorscope
