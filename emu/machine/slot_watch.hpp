// SPDX-License-Identifier: GPL-2.0-or-later
// The array of interrupt handlers, seen by watching the memory it lies in.
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "emu/cpu/engine.hpp"
#include "emu/load/image.hpp"
#include "emu/machine/config.hpp"
#include "emu/trace/event.hpp"

namespace vectorscope {

class SlotWatch {
 public:
  /// `at`: where the array is; nothing is watched without one.
  SlotWatch(std::optional<HandlersAt> at, const Image& image, std::span<const std::uint8_t> ram);

  /// The configuration's array, else the image's symbol `handles` if it has
  /// room for 256 pointers.
  static std::optional<HandlersAt> find(const MachineConfig& config, const Image& image);

  [[nodiscard]] const std::optional<HandlersAt>& where() const { return at_; }
  /// Pages whose every access is to be seen; empty when the array shares a page
  /// with code, which the engine cannot execute from there.
  [[nodiscard]] TrappedPages trapped() const { return trapped_; }
  [[nodiscard]] bool needs_stores() const { return at_.has_value() && trapped_.begin == trapped_.end; }
  /// Whether a store to this linear address may hit the array (same place in a page).
  [[nodiscard]] bool may_hit(LinearAddress address, unsigned width) const;

  [[nodiscard]] std::optional<std::uint16_t> slot_at(PhysicalAddress address) const;
  [[nodiscard]] std::uint32_t value(std::uint32_t slot) const;
  /// Slots that differ from what they were when last asked.
  std::vector<events::SlotSwap> changes(std::uint32_t eip);
  /// The same for one slot only.
  std::optional<events::SlotSwap> change(std::uint16_t slot, std::uint32_t eip);

 private:
  std::optional<HandlersAt> at_;
  std::span<const std::uint8_t> ram_;
  TrappedPages trapped_;
  std::vector<std::uint32_t> last_;
};

}  // namespace vectorscope
