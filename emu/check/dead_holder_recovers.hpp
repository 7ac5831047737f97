// SPDX-License-Identifier: GPL-2.0-or-later
// After the death of a core inside the work function an allocation succeeds
// again, and the lock was recovered exactly once.
#pragma once
#include <array>
#include <optional>

#include "emu/check/answers.hpp"
#include "emu/check/checker.hpp"
#include "emu/check/sections.hpp"

namespace vectorscope {

class DeadHolderRecovers : public Checker {
 public:
  struct Names {
    std::vector<LinearAddress> work;
    LinearAddress recovered = 0;  ///< called once by whoever recovered the lock
    LinearAddress decided = 0;    ///< called by whoever decided to; if given it takes two
    BusyAnswers busy;
    unsigned cores = 0;
    std::uint64_t patience = 1000;  ///< busy answers of every survivor, without a success
  };
  explicit DeadHolderRecovers(Names names) : names_(std::move(names)), sections_(names_.work) {}

  void on(const Event& event) override;
  void on_idle(Step step) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return gave_up_ || asleep_ || recovered_again_; }
  [[nodiscard]] bool settled() const override;

 private:
  void after_the_kill(const Event& event, Sections::Change change);
  [[nodiscard]] bool all_gave_up() const;
  [[nodiscard]] static Verdict violation(Step step, std::string sentence);

  Names names_;
  Sections sections_;
  CoreId dead_ = kNoCore;
  Step killed_ = 0;
  std::uint64_t kills_ = 0, kills_inside_ = 0;

  // Since the kill that hit the holder:
  std::array<std::uint64_t, kMaxCores> busy_{};
  std::array<bool, kMaxCores> entered_{};  ///< entered the work function, and is still inside
  std::uint64_t busy_answers_ = 0, successes_ = 0, decisions_ = 0, recoveries_ = 0;
  Step first_success_ = 0;
  std::optional<Step> gave_up_, asleep_, recovered_again_;
};

}  // namespace vectorscope
