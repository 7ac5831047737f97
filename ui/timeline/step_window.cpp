// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/step_window.hpp"

#include <algorithm>

namespace vectorscope {

double StepWindow::width() const { return std::clamp(wanted_, kLeastWidth, limit_); }

void StepWindow::set_limit(Step end) {
  limit_ = std::max(static_cast<double>(end), kLeastWidth);
  move_to(begin_);
}

void StepWindow::show(double begin, double end) {
  wanted_ = std::max(end - begin, kLeastWidth);
  move_to(begin);
}

void StepWindow::zoom(double at, double factor) {
  const double before = width();
  wanted_ = std::clamp(before * factor, kLeastWidth, limit_);
  move_to(at - (at - begin_) * width() / before);
}

void StepWindow::pan(double steps) { move_to(begin_ + steps); }

void StepWindow::follow(Step step) {
  constexpr double kAhead = 0.05;  // of the width, to the right of the step
  move_to(static_cast<double>(step) - width() * (1 - kAhead));
}

void StepWindow::move_to(double begin) { begin_ = std::clamp(begin, 0.0, limit_ - width()); }

}  // namespace vectorscope
