// SPDX-License-Identifier: GPL-2.0-or-later
// No core that waits is overtaken too often: from its first busy answer until it
// gets in, other cores get in at most so many times. That takes a while to say: a run that
// is shorter says nothing, unless it breaks the bound. The longest wait and Jain's index of
// fairness over the sections of the cores are shown.
#pragma once
#include <array>
#include <optional>
#include <vector>

#include "emu/check/answers.hpp"
#include "emu/check/checker.hpp"
#include "emu/check/sections.hpp"

namespace vectorscope {

class BoundedOvertaking : public Checker {
 public:
  /// `most`: how often a waiting core may be overtaken; `least`: steps to be watched, from the
  /// first section on.
  BoundedOvertaking(std::vector<LinearAddress> work, BusyAnswers busy,
                    std::vector<LinearAddress> waits, unsigned cores, std::uint64_t most,
                    Step least = 0)
      : sections_(std::move(work)),
        busy_(std::move(busy)),
        waits_(std::move(waits)),
        cores_(cores),
        most_(most),
        least_(least) {}

  void on(const Event& event) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return starved_.has_value(); }
  [[nodiscard]] bool settled() const override { return began_ && watched() >= least_; }

 private:
  struct Waiting {
    bool waits = false;
    Step since = 0;
    std::uint64_t overtaken = 0;
  };
  struct Starved {
    Step step, since;
    CoreId core;
  };

  void refuse(const Event& event);
  void enter(const Event& event);
  [[nodiscard]] double fairness() const;  ///< Jain's index: 1 is fair, 1/cores one core alone
  [[nodiscard]] Step watched() const { return began_ ? last_ - *began_ : 0; }

  Sections sections_;
  BusyAnswers busy_;
  std::vector<LinearAddress> waits_;  ///< entering one is waiting, before it returns
  unsigned cores_;
  std::uint64_t most_;
  Step least_;
  std::optional<Step> began_;  ///< the first section
  Step last_ = 0;
  std::array<Waiting, kMaxCores> waiting_{};
  std::array<std::uint64_t, kMaxCores> entered_{};
  std::optional<Starved> starved_;  ///< the first
  std::uint64_t sections_entered_ = 0, waits_seen_ = 0, worst_ = 0;
  Step longest_ = 0;
};

}  // namespace vectorscope
