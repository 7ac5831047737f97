// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/session/slot_statistics.hpp"

namespace vectorscope {

void SlotStatistics::follow(const EventLog& log) {
  for (; next_ < log.size(); ++next_) take(log[next_]);
}

void SlotStatistics::take(const Event& event) {
  if (const auto* swap = std::get_if<events::SlotSwap>(&event.body)) {
    if (swap->slot >= slots_.size()) return;
    auto& slot = slots_[swap->slot];
    slot.was = swap->was;
    slot.now = swap->now;
    ++slot.swaps;
    slot.last_by = event.core;
    slot.last_swap = event.step;
    slot.seen_by = 0;
  } else if (const auto* entry = std::get_if<events::InterruptEntry>(&event.body)) {
    ++slots_[entry->vector].calls;
  } else if (const auto* read = std::get_if<events::SlotRead>(&event.body)) {
    if (read->slot < slots_.size() && event.core < kMaxCores)
      slots_[read->slot].seen_by |= static_cast<std::uint16_t>(1u << event.core);
  }
}

}  // namespace vectorscope
