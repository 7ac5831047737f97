// SPDX-License-Identifier: GPL-2.0-or-later
// An interrupt's handler that wants the lock finishes, also when its interrupt
// was raised while its own core was inside; and the lock is not taken away from
// the core for that.
#pragma once
#include <optional>
#include <vector>

#include "emu/check/answers.hpp"
#include "emu/check/checker.hpp"
#include "emu/check/sections.hpp"

namespace vectorscope {

class HandlerFinishes : public Checker {
 public:
  struct Names {
    std::vector<LinearAddress> work;
    std::vector<LinearAddress> handler;
    LinearAddress recovered = 0;  ///< called by whoever takes the lock from its holder
    BusyAnswers busy;
    std::uint64_t patience = 1000;  ///< busy answers inside one call of the handler
  };
  explicit HandlerFinishes(Names names)
      : names_(std::move(names)), sections_(names_.work), handlers_(names_.handler) {}

  void on(const Event& event) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return endless_ || taken_over_; }
  [[nodiscard]] bool settled() const override { return violated(); }

 private:
  Names names_;
  Sections sections_, handlers_;
  std::optional<Step> endless_, taken_over_;
  Step entered_at_ = 0;
  std::uint64_t raised_inside_ = 0, called_ = 0, finished_ = 0, busy_answers_ = 0, tries_ = 0;
};

}  // namespace vectorscope
