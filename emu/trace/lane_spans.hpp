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

  [[nodiscard]] std::size_t count() const { return spans_.size(); }
  [[nodiscard]] Span span(std::size_t index, Step end) const;
  [[nodiscard]] std::size_t find(Step step) const;
  [[nodiscard]] StateTimes times(Step step) const;

 private:
  struct Begin {
    Step step;
    LaneState state;
    Vector vector;
    [[nodiscard]] bool same(LaneState s, Vector v) const { return state == s && vector == v; }
  };
  /// Sums are kept for one span in this many: memory against a short walk.
  static constexpr std::size_t kStride = 16;

  void push(const Begin& begin);
  void pop();

  Chunked<Begin> spans_;
  Chunked<StateTimes, 64> sums_;  ///< before span 0, 16, 32...
};

}  // namespace vectorscope
