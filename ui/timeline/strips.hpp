// SPDX-License-Identifier: GPL-2.0-or-later
// What a lane shows in each column of pixels, without a painter: spans that
// are wider than a column are drawn as they are; where many fall into one
// column, their shares are stacked, and none that lasted at all disappears.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "emu/trace/timeline.hpp"

namespace vectorscope {

/// Steps and columns; a column holds the steps [first_step(c), first_step(c + 1)),
/// at least one.
struct StepScale {
  double begin = 0, end = 1;  ///< steps at the left and the right edge
  int columns = 1;

  [[nodiscard]] double steps_per_column() const { return (end - begin) / columns; }
  [[nodiscard]] double column_of(double step) const { return (step - begin) / steps_per_column(); }
  [[nodiscard]] double step_of(double column) const { return begin + column * steps_per_column(); }
  [[nodiscard]] Step first_step(int column) const;
};

struct Strip {
  int column = 0;
  int columns = 1;
  bool stacked = false;
  LaneState state = LaneState::NotStarted;            ///< unless stacked
  Vector vector = 0;                                  ///< of Handler and Busy, unless stacked
  std::array<std::uint8_t, kLaneStates> heights{};    ///< if stacked: pixels per state

  [[nodiscard]] bool looks_like(const Strip& other) const;
};

/// From left to right, neighbours that look the same joined. `height` in
/// pixels is what stacked shares add up to.
std::vector<Strip> strips_of(const Timeline& timeline, CoreId lane, const StepScale& scale,
                             int height);

/// `height` pixels for these times: each state that lasted gets one at least.
std::array<std::uint8_t, kLaneStates> stacked_heights(const StateTimes& times, int height);

}  // namespace vectorscope
