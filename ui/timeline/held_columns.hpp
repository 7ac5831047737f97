// SPDX-License-Identifier: GPL-2.0-or-later
// In which columns of pixels a core holds a lock, and how much of each: no painter.
#pragma once
#include "ui/timeline/strips.hpp"

namespace vectorscope {

struct HeldRun {
  int column = 0;
  int columns = 1;
  int quarters = kAll;  ///< of its time that a lock is held, rounded up
  static constexpr int kAll = 4;
};

/// From left to right; columns in which no lock is held are left out.
std::vector<HeldRun> held_columns(const Timeline& timeline, CoreId lane, const StepScale& scale);

}  // namespace vectorscope
