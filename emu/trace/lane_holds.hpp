// SPDX-License-Identifier: GPL-2.0-or-later
// Which locks one core holds, one change after the other, and for how long it
// held any up to each change. Copies share what is full (see chunked.hpp).
#pragma once
#include "emu/trace/chunked.hpp"
#include "emu/trace/timeline.hpp"

namespace vectorscope {

class LaneHolds {
 public:
  LaneHolds() { push(0, {}); }

  /// From `step` on the core holds `locks` locks, `slot` the one it took last.
  /// Steps do not go back; what lasted no step at all leaves no hold.
  void change(Step step, std::uint16_t slot, std::uint16_t locks);

  /// Forgets a last hold that would begin at `end` or later.
  void end_at(Step end);

  [[nodiscard]] std::size_t count() const { return begins_.size(); }
  [[nodiscard]] Hold hold(std::size_t index, Step end) const;
  [[nodiscard]] std::size_t find(Step step) const;
  [[nodiscard]] Step held_before(std::size_t index) const { return held_[index]; }

 private:
  struct What {
    std::uint16_t slot = 0;
    std::uint16_t locks = 0;
    bool operator==(const What&) const = default;
  };

  void push(Step step, What what);
  void pop();

  // Beginnings by themselves: searching reads nothing else.
  Chunked<Step> begins_;
  Chunked<What> what_;
  Chunked<Step> held_;  ///< steps with any lock before each beginning
};

}  // namespace vectorscope
