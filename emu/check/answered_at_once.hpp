// SPDX-License-Identifier: GPL-2.0-or-later
// Whoever asks for an interrupt is interrupted there and then: the handler is
// called before the asking function returns. A call that comes later, or a second
// one in the same ask, was deferred from an earlier one; what never comes was
// merged with another, or lost.
#pragma once
#include <array>
#include <optional>
#include <vector>

#include "emu/check/checker.hpp"

namespace vectorscope {

class AnsweredAtOnce : public Checker {
 public:
  AnsweredAtOnce(std::vector<LinearAddress> asks, std::vector<LinearAddress> handler)
      : asks_(std::move(asks)), handler_(std::move(handler)) {}

  void on(const Event& event) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return unanswered_.has_value(); }
  [[nodiscard]] bool settled() const override { return violated(); }

 private:
  struct Unanswered {
    Step step;
    CoreId core;
  };

  std::vector<LinearAddress> asks_, handler_;
  std::array<std::vector<bool>, kMaxCores> open_;  ///< the open asks: has the handler come?
  std::optional<Unanswered> unanswered_;           ///< the first
  std::uint64_t asked_ = 0, at_once_ = 0, later_ = 0;
};

}  // namespace vectorscope
