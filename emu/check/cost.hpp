// SPDX-License-Identifier: GPL-2.0-or-later
// What a lock costs, for comparisons: it cannot be violated, only measured. From
// the first section on it counts sections, vain tries, IPIs, and steps of all
// cores together.
#pragma once
#include <array>
#include <optional>
#include <vector>

#include "emu/check/answers.hpp"
#include "emu/check/checker.hpp"
#include "emu/check/sections.hpp"

namespace vectorscope {

class Cost : public Checker {
 public:
  Cost(std::vector<LinearAddress> work, BusyAnswers busy, std::vector<LinearAddress> waits)
      : sections_(std::move(work)), busy_(std::move(busy)), waits_(std::move(waits)) {}

  void on(const Event& event) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return false; }
  [[nodiscard]] bool settled() const override { return false; }

 private:
  Sections sections_;
  BusyAnswers busy_;
  std::vector<LinearAddress> waits_;  ///< whoever enters one has to wait
  std::optional<Step> first_;
  std::array<std::optional<Step>, kMaxCores> waiting_{};  ///< since when
  Step last_ = 0, longest_wait_ = 0;
  std::uint64_t entered_ = 0, vain_ = 0, ipis_ = 0;
};

}  // namespace vectorscope
