// SPDX-License-Identifier: GPL-2.0-or-later
// Which cores are inside a work function, or one of several that need the same
// lock: from its call until its return on that core, nested calls and
// interrupts included. The guest's own marks are never asked.
#pragma once
#include <algorithm>
#include <array>
#include <bitset>
#include <utility>
#include <vector>

#include "emu/base/types.hpp"
#include "emu/trace/event.hpp"

namespace vectorscope {

class Sections {
 public:
  explicit Sections(std::vector<LinearAddress> work) : work_(std::move(work)) {}

  enum class Change : std::uint8_t { None, Entered, Left };
  /// What the event did to its core; a nested call or its return is None.
  Change on(const Event& event);

  [[nodiscard]] bool inside(CoreId core) const { return depth_[core] > 0; }
  [[nodiscard]] bool live(CoreId core) const { return !stopped_[core]; }
  /// A live core inside, other than `but`; kNoCore if there is none.
  [[nodiscard]] CoreId live_inside(CoreId but) const;

 private:
  [[nodiscard]] bool is_work(LinearAddress address) const {
    return std::find(work_.begin(), work_.end(), address) != work_.end();
  }

  std::vector<LinearAddress> work_;
  std::array<unsigned, kMaxCores> depth_{};
  std::bitset<kMaxCores> stopped_;
};

}  // namespace vectorscope
