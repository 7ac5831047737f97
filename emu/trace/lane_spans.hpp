// SPDX-License-Identifier: GPL-2.0-or-later
// The states of one core, one after the other, and how long each state lasted
// up to any step. Copies share what is full (see chunked.hpp).
#pragma once
#include "emu/trace/chunked.hpp"
#include "emu/trace/timeline.hpp"

namespace vectorscope {

class LaneSpans {
 public:
  LaneSpans();

  /// From `step` on the core is in `state`. Steps do not go back; what lasted
  /// no step at all leaves no span.
  void change(Step step, LaneState state, Vector vector);

  /// Forgets a last span that would begin at `end` or later.
  void end_at(Step end);

  [[nodiscard]] std::size_t count() const { return begins_.size(); }
  [[nodiscard]] Span span(std::size_t index, Step end) const;
  [[nodiscard]] std::size_t find(Step step) const;
  [[nodiscard]] std::size_t find(Step step, std::size_t from) const;
  [[nodiscard]] StateTimes times(Step step) const;
  [[nodiscard]] StateTimes times_before(std::size_t index) const;

 private:
  struct What {
    LaneState state;
    Vector vector;
    bool operator==(const What&) const = default;
  };
  /// Sums are kept for one span in this many: memory against a short walk.
  static constexpr std::size_t kStride = 16;

  void push(Step step, What what);
  void pop();
  [[nodiscard]] Step& in_state(StateTimes& times, std::size_t index) const {
    return times[static_cast<std::size_t>(what_[index].state)];
  }

  // Beginnings by themselves: searching reads nothing else.
  Chunked<Step> begins_;
  Chunked<What> what_;
  Chunked<StateTimes, 64> sums_;  ///< before span 0, 16, 32...
};

}  // namespace vectorscope
