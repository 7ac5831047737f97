// SPDX-License-Identifier: GPL-2.0-or-later
// How long an IRQ waits, in cycles: from its rising edge until its handler begins.
// Measured, not judged.
#pragma once
#include <optional>
#include <vector>

#include "emu/check/awake_time.hpp"
#include "emu/check/checker.hpp"

namespace vectorscope {

class IrqLatency : public Checker {
 public:
  IrqLatency(unsigned line, std::vector<LinearAddress> handler)
      : line_(line), handler_(std::move(handler)) {}

  void on(const Event& event) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return false; }
  [[nodiscard]] bool settled() const override { return false; }

 private:
  unsigned line_;
  std::vector<LinearAddress> handler_;
  AwakeTime time_;
  std::optional<std::uint64_t> raised_;  ///< and not yet served
  std::uint64_t served_ = 0, sum_ = 0, longest_ = 0;
};

}  // namespace vectorscope
