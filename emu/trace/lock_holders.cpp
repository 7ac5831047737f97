// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/trace/lock_holders.hpp"

#include "emu/trace/busy_handler.hpp"

namespace vectorscope {

void LockHolders::take(const Event& event, std::vector<LaneHolds>& lanes) {
  const auto* swap = std::get_if<events::SlotSwap>(&event.body);
  if (!swap) return;
  if (const auto lost = holders_.find(swap->slot); lost != holders_.end()) {
    const CoreId core = lost->second;
    std::erase(held_[core], swap->slot);
    holders_.erase(lost);
    tell(core, event.step, lanes);
  }
  if (event.core >= lanes.size() || !is_busy_handler(symbols_, swap->now)) return;
  holders_[swap->slot] = event.core;
  held_[event.core].push_back(swap->slot);
  tell(event.core, event.step, lanes);
}

void LockHolders::tell(CoreId core, Step step, std::vector<LaneHolds>& lanes) const {
  const auto& slots = held_[core];
  lanes[core].change(step, slots.empty() ? 0 : slots.back(),
                     static_cast<std::uint16_t>(slots.size()));
}

}  // namespace vectorscope
