// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/held_columns.hpp"

#include <algorithm>
#include <cmath>

namespace vectorscope {
namespace {

class HeldWalk {
 public:
  HeldWalk(const Timeline& timeline, CoreId lane, const StepScale& scale)
      : timeline_(timeline), lane_(lane), scale_(scale) {}

  std::vector<HeldRun> walk() {
    if (timeline_.hold_count(lane_) == 0) return {};
    at_ = timeline_.hold_at(lane_, scale_.first_step(0));
    hold_ = timeline_.hold(lane_, at_);
    for (int column = 0; column < scale_.columns && first(column) < timeline_.end();)
      column = next(column);
    return std::move(runs_);
  }

 private:
  [[nodiscard]] Step first(int column) const { return scale_.first_step(column); }
  [[nodiscard]] Step end_of(int column) const {
    return std::min(std::max(first(column) + 1, first(column + 1)), timeline_.end());
  }

  /// Adds what begins at `column`; the column after it.
  int next(int column) {
    const Step from = first(column), to = end_of(column);
    go_to(from);
    if (hold_.end >= to) {
      const int after = column_after(column, hold_.end);
      if (hold_.locks) add({column, after - column, HeldRun::kAll});
      return after;
    }
    const Step before = held_upto(from);
    go_to(to - 1);
    const Step held = held_upto(to) - before;
    const Step quarters = (held * HeldRun::kAll + (to - from) - 1) / (to - from);
    if (held > 0) add({column, 1, static_cast<int>(quarters)});
    return column + 1;
  }

  /// Steps come from left to right: the next hold is often the right one.
  void go_to(Step step) {
    if (step < hold_.end) return;
    const bool is_next =
        at_ + 1 < timeline_.hold_count(lane_) && timeline_.hold(lane_, at_ + 1).end > step;
    at_ = is_next ? at_ + 1 : timeline_.hold_at(lane_, step);
    hold_ = timeline_.hold(lane_, at_);
  }

  /// Within the hold of the last go_to, its end included.
  [[nodiscard]] Step held_upto(Step step) const {
    return timeline_.held_before(lane_, at_) + (hold_.locks ? step - hold_.begin : 0);
  }

  /// The first column that does not lie wholly before `step`.
  [[nodiscard]] int column_after(int column, Step step) const {
    int after = std::max(column + 1, static_cast<int>(std::floor(scale_.column_of(double(step)))));
    after = std::min(after, scale_.columns);
    while (after > column + 1 && end_of(after - 1) > step) --after;
    while (after < scale_.columns && first(after) < step && end_of(after) <= step) ++after;
    return after;
  }

  void add(const HeldRun& run) {
    if (!runs_.empty() && runs_.back().column + runs_.back().columns == run.column &&
        runs_.back().quarters == run.quarters)
      runs_.back().columns += run.columns;
    else
      runs_.push_back(run);
  }

  const Timeline& timeline_;
  const CoreId lane_;
  const StepScale scale_;
  std::size_t at_ = 0;
  Hold hold_{};
  std::vector<HeldRun> runs_;
};

}  // namespace

std::vector<HeldRun> held_columns(const Timeline& timeline, CoreId lane, const StepScale& scale) {
  return HeldWalk(timeline, lane, scale).walk();
}

}  // namespace vectorscope
