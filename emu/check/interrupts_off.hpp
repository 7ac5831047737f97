// SPDX-License-Identifier: GPL-2.0-or-later
// How many instructions a core executes in a row with interrupts off, and how many
// of all, from one function to another. Measured, not judged.
#pragma once
#include <array>
#include <vector>

#include "emu/check/checker.hpp"

namespace vectorscope {

class InterruptsOff : public Checker {
 public:
  /// Entering one of `from` begins the count, one of `to` ends it.
  InterruptsOff(CoreId core, std::vector<LinearAddress> from, std::vector<LinearAddress> to)
      : core_(core), from_(std::move(from)), to_(std::move(to)) {}

  void on(const Event& event) override;
  [[nodiscard]] bool wants_steps() const override { return true; }
  void on_step(CoreId core, bool interrupts_enabled) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return false; }
  [[nodiscard]] bool settled() const override { return false; }

 private:
  CoreId core_;
  std::vector<LinearAddress> from_, to_;
  bool counts_ = false;
  std::uint64_t all_ = 0, off_ = 0, in_a_row_ = 0, longest_ = 0;
};

}  // namespace vectorscope
