// SPDX-License-Identifier: GPL-2.0-or-later
// How fast a free run goes, and when its next step is due.
#pragma once
#include <algorithm>
#include <array>
#include <chrono>

namespace vectorscope {

/// Steps per second; 0 is as fast as the host can.
struct Speed {
  unsigned per_second = 0;
  [[nodiscard]] bool unlimited() const { return per_second == 0; }
  /// Too many to show one by one: a few at once, as often as one can see.
  [[nodiscard]] unsigned at_once() const { return std::max(1u, per_second / kSeen); }
  [[nodiscard]] unsigned times_a_second() const { return per_second / at_once(); }
  bool operator==(const Speed&) const = default;

 private:
  static constexpr unsigned kSeen = 100;
};

/// In the order of their keys; the last is slow motion for what takes long.
inline constexpr std::array<Speed, 7> kSpeeds{{{1}, {2}, {5}, {10}, {25}, {0}, {100'000}}};
inline constexpr std::size_t kFullSpeed = 5;

using Clock = std::chrono::steady_clock;

/// Lets something happen a number of times a second. A late caller does not
/// catch up: after a pause, one step is due, not the ones that were missed.
class Pacer {
 public:
  explicit Pacer(unsigned per_second)
      : period_(per_second ? Clock::duration(std::chrono::seconds(1)) / per_second
                           : Clock::duration::zero()) {}

  [[nodiscard]] bool due(Clock::time_point now) const { return now >= next_; }
  [[nodiscard]] Clock::time_point next() const { return next_; }
  void done(Clock::time_point now) {
    next_ = (now - next_ < period_ && next_ != Clock::time_point{}) ? next_ + period_
                                                                    : now + period_;
  }

 private:
  Clock::duration period_;
  Clock::time_point next_{};
};

}  // namespace vectorscope
