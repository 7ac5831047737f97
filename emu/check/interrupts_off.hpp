// SPDX-License-Identifier: GPL-2.0-or-later
// How many instructions each core executes in a row with interrupts off, and how
// many of all, from one function to another. Measured, not judged.
#pragma once
#include <vector>

#include "emu/check/checker.hpp"

namespace vectorscope {

class InterruptsOff : public Checker {
 public:
  /// A core that enters one of `from` begins to count, one that enters one of `to` ends.
  InterruptsOff(unsigned cores, std::vector<LinearAddress> from, std::vector<LinearAddress> to)
      : from_(std::move(from)), to_(std::move(to)), counts_(cores) {}

  void on(const Event& event) override;
  [[nodiscard]] bool wants_steps() const override { return true; }
  void on_step(CoreId core, bool interrupts_enabled) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return false; }
  [[nodiscard]] bool settled() const override { return false; }

 private:
  struct Count {
    bool on = false;
    std::uint64_t all = 0, off = 0, in_a_row = 0, longest = 0;
  };

  std::vector<LinearAddress> from_, to_;
  std::vector<Count> counts_;  ///< by core
};

}  // namespace vectorscope
