// SPDX-License-Identifier: GPL-2.0-or-later
// Only the core that is inside ends the section: whenever a core unlocks, no
// other live core is inside.
#pragma once
#include <optional>

#include "emu/check/answers.hpp"
#include "emu/check/checker.hpp"
#include "emu/check/sections.hpp"

namespace vectorscope {

class OwnerEnds : public Checker {
 public:
  /// Calling one of `unlock` is unlocking.
  OwnerEnds(std::vector<LinearAddress> work, std::vector<LinearAddress> unlock, BusyAnswers busy)
      : sections_(std::move(work)), unlock_(std::move(unlock)), busy_(std::move(busy)) {}

  void on(const Event& event) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return ended_.has_value(); }
  [[nodiscard]] bool settled() const override { return violated(); }

 private:
  struct Ended {
    Step step;
    CoreId by, inside;
  };

  Sections sections_;
  std::vector<LinearAddress> unlock_;
  BusyAnswers busy_;
  std::optional<Ended> ended_;  ///< the first time
  std::uint64_t unlocked_ = 0, busy_answers_ = 0;
};

}  // namespace vectorscope
