// SPDX-License-Identifier: GPL-2.0-or-later
// At most one live core is inside the work function.
#pragma once
#include <optional>

#include "emu/check/answers.hpp"
#include "emu/check/checker.hpp"
#include "emu/check/sections.hpp"

namespace vectorscope {

class MutualExclusion : public Checker {
 public:
  /// `name` is the work function's, for the sentence.
  MutualExclusion(std::string name, std::vector<LinearAddress> work, BusyAnswers busy)
      : name_(std::move(name)), sections_(std::move(work)), busy_(std::move(busy)) {}

  void on(const Event& event) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return broken_.has_value(); }
  [[nodiscard]] bool settled() const override { return violated(); }

 private:
  struct Broken {
    Step step;
    CoreId second, first;
  };

  std::string name_;
  Sections sections_;
  BusyAnswers busy_;
  std::optional<Broken> broken_;  ///< the first time
  std::uint64_t entered_ = 0, left_ = 0, busy_answers_ = 0;
};

}  // namespace vectorscope
