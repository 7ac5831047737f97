// SPDX-License-Identifier: GPL-2.0-or-later
// Which steps are in sight: the arithmetic of zooming, panning and following.
#pragma once
#include "emu/base/types.hpp"

namespace vectorscope {

class StepWindow {
 public:
  static constexpr double kLeastWidth = 16;
  static constexpr double kUsualWidth = 20'000;

  [[nodiscard]] double begin() const { return begin_; }
  [[nodiscard]] double end() const { return begin_ + width(); }
  [[nodiscard]] double width() const;
  [[nodiscard]] bool shows_all() const { return width() >= limit_; }

  /// The steps are 0 to `end`; the window never leaves them.
  void set_limit(Step end);
  void show(double begin, double end);
  void show_all() { show(0, limit_); }
  /// Factors below 1 come closer; `at` stays where it is on the screen.
  void zoom(double at, double factor);
  void pan(double steps);
  /// Moves so that `step` is in sight, near the right edge.
  void follow(Step step);

 private:
  void move_to(double begin);

  double limit_ = kLeastWidth;
  double begin_ = 0;
  double wanted_ = kUsualWidth;  ///< the width asked for, also while there are fewer steps
};

}  // namespace vectorscope
