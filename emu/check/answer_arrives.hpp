// SPDX-License-Identifier: GPL-2.0-or-later
// Whoever asks by `int` finds the handler's answer in EAX: a refusal if a busy
// handler ran inside that interrupt, else what the work function returned.
#pragma once
#include <array>
#include <optional>
#include <vector>

#include "emu/check/answers.hpp"
#include "emu/check/checker.hpp"

namespace vectorscope {

class AnswerArrives : public Checker {
 public:
  AnswerArrives(std::vector<LinearAddress> work, BusyAnswers busy)
      : work_(std::move(work)), busy_(std::move(busy)) {}

  void on(const Event& event) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return lost_.has_value(); }
  [[nodiscard]] bool settled() const override { return violated(); }

 private:
  /// What the handlers of one interrupt have said so far.
  struct Asked {
    std::optional<std::uint32_t> result;
    bool refused = false;
  };
  struct Lost {
    Step step;
    CoreId core;
    std::string answer;
    std::uint32_t eax;
  };

  void judge(const Event& event, const Asked& asked, std::uint32_t eax);

  std::vector<LinearAddress> work_;
  BusyAnswers busy_;
  std::array<std::vector<Asked>, kMaxCores> asked_;  ///< the innermost interrupt last
  std::optional<Lost> lost_;                         ///< the first time
  std::uint64_t refusals_ = 0, results_ = 0;
};

}  // namespace vectorscope
