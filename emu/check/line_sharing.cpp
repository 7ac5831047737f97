// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/line_sharing.hpp"

#include <fmt/format.h>

namespace vectorscope {
void LineSharing::on(const Event& event) {
  if (event.core >= kMaxCores) return;
  if (const auto* read = std::get_if<events::SlotRead>(&event.body)) {
    access(event, read->slot, false);
  } else if (const auto* swap = std::get_if<events::SlotSwap>(&event.body)) {
    if (swap->was == 0) return;  // the array is being filled
    used_[event.core].insert(swap->slot);
    access(event, swap->slot, true);
  } else if (const auto* same = std::get_if<events::SlotRewritten>(&event.body)) {
    access(event, same->slot, true);  // the line does not know that nothing changed
  }
}

void LineSharing::access(const Event& event, std::uint16_t slot, bool write) {
  const CoreId core = event.core;
  Line& line = lines_[slot * stride_ / kLineBytes];
  const bool lost = line.had[core] && !line.copies.holds(core);
  ++accesses_;
  if (line.copies.access(core, write)) {
    ++transfers_;
    if (lost && !line.touched[core].contains(slot)) {
      ++vain_;
      if (!for_nothing_) for_nothing_ = ForNothing{event.step, core, slot};
    }
  }
  line.had.set(core);
  line.touched[core].clear();
  for (CoreId other = 0; other < kMaxCores; ++other) {
    if (other != core && line.had[other]) line.touched[other].insert(slot);
  }
}

Verdict LineSharing::verdict() const {
  std::set<std::uint16_t> slots;
  for (const auto& [core, used] : used_) slots.insert(used.begin(), used.end());
  Verdict verdict;
  verdict.premises = {{"accesses to the array", accesses_},
                      {"line transfers", transfers_},
                      {"for nothing", vain_},
                      {"slots written", slots.size()},
                      {"cores that wrote", used_.size()}};
  if (for_nothing_) {
    verdict.outcome = Outcome::Violated;
    verdict.step = for_nothing_->step;
    verdict.sentence = fmt::format(
        "at step {} core {} had to fetch the line of slot {:#x} again though nobody else had "
        "touched that slot; of {} transfers {} were for nothing",
        for_nothing_->step, for_nothing_->core, for_nothing_->slot, transfers_, vain_);
  } else if (used_.size() < 2 || slots.size() < 2) {
    verdict.sentence =
        fmt::format("{} cores wrote {} slots: it takes two of each", used_.size(), slots.size());
  } else {
    verdict.outcome = Outcome::Holds;
    verdict.sentence = fmt::format("{} transfers, none for nothing", transfers_);
  }
  return verdict;
}

}  // namespace vectorscope
