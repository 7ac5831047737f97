// SPDX-License-Identifier: GPL-2.0-or-later
// Who holds which lock, told by the swaps: a core that puts a busy handler into
// a slot holds it until anybody puts something else there. Death changes nothing.
#pragma once
#include <map>
#include <vector>

#include "emu/trace/lane_holds.hpp"

namespace vectorscope {

class LockHolders {
 public:
  LockHolders() = default;
  LockHolders(unsigned cores, const Symbols* symbols) : symbols_(symbols), held_(cores) {}

  void take(const Event& event, std::vector<LaneHolds>& lanes);

 private:
  void tell(CoreId core, Step step, std::vector<LaneHolds>& lanes) const;

  const Symbols* symbols_ = nullptr;
  std::map<std::uint16_t, CoreId> holders_;       ///< of each slot that is taken
  std::vector<std::vector<std::uint16_t>> held_;  ///< by each core, in the order taken
};

}  // namespace vectorscope
