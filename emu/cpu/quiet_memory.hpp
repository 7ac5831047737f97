// SPDX-License-Identifier: GPL-2.0-or-later
// The guest's linear memory, and its descriptor tables, without a trace of the look: no
// accessed bits, no faults.
#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "emu/cpu/descriptor.hpp"
#include "emu/cpu/engine.hpp"
#include "emu/cpu/page_walk.hpp"

namespace vectorscope {

class QuietMemory {
 public:
  QuietMemory(std::span<const std::uint8_t> ram, const Paging& paging)
      : ram_(ram), paging_(paging) {}

  /// Little-endian, 1 to 4 bytes. Nothing where no page is present or no RAM answers.
  [[nodiscard]] std::optional<std::uint32_t> read(LinearAddress address, unsigned bytes) const;
  /// The descriptor that a selector names; nothing for a null one, or outside its table.
  [[nodiscard]] std::optional<Descriptor> look_up(const Engine& engine,
                                                  std::uint32_t selector) const;

 private:
  std::span<const std::uint8_t> ram_;
  Paging paging_;
};

}  // namespace vectorscope
