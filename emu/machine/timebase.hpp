// SPDX-License-Identifier: GPL-2.0-or-later
// Virtual time from steps: every running core has the same nominal frequency,
// so one step of one of n running cores is an n-th of a cycle.
#pragma once
#include "emu/base/state_visitor.hpp"
#include "emu/base/types.hpp"

namespace vectorscope {

class Timebase {
 public:
  [[nodiscard]] Ticks at(Step step) const { return ticks_ + (step - step_) * per_step_; }
  /// The first step at which it is `deadline` or later; kNever stays far away.
  [[nodiscard]] Step step_of(Ticks deadline) const {
    if (deadline == kNever || per_step_ == 0) return kNever;
    if (deadline <= ticks_) return step_;
    return step_ + (deadline - ticks_ + per_step_ - 1) / per_step_;
  }
  /// From `step` on, `running` cores share the time. With none it stands still.
  void set_running(Step step, unsigned running) {
    ticks_ = at(step);
    step_ = step;
    per_step_ = running == 0 ? 0 : kTicksPerCycle / running;
  }
  /// Every core waits: time goes to `ticks` at once.
  void jump(Step step, Ticks ticks) {
    step_ = step;
    if (ticks > ticks_) ticks_ = ticks;
  }
  void visit(StateVisitor& state) {
    state.field("ticks", ticks_);
    state.field("step", step_);
    state.field("per step", per_step_);
  }

 private:
  Ticks ticks_ = 0;
  Step step_ = 0;
  Ticks per_step_ = 0;
};

}  // namespace vectorscope
