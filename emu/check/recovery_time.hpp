// SPDX-License-Identifier: GPL-2.0-or-later
// How long a lock is lost after its holder has died, in cycles: until somebody
// decides to recover it, until the suspect is known to be still, until the lock is
// free and the datum right. Measured, not judged.
#pragma once
#include <optional>

#include "emu/check/answers.hpp"
#include "emu/check/awake_time.hpp"
#include "emu/check/checker.hpp"
#include "emu/check/sections.hpp"

namespace vectorscope {

class RecoveryTime : public Checker {
 public:
  struct Names {
    std::vector<LinearAddress> work;
    LinearAddress decided = 0;    ///< called by whoever decided to recover
    LinearAddress stopped = 0;    ///< returns when the suspect is still
    LinearAddress recovered = 0;  ///< called once by whoever recovered the lock
    BusyAnswers busy;
  };
  explicit RecoveryTime(Names names) : names_(std::move(names)), sections_(names_.work) {}

  void on(const Event& event) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return false; }
  [[nodiscard]] bool settled() const override { return false; }

 private:
  using Cycles = std::optional<std::uint64_t>;

  Names names_;
  Sections sections_;
  AwakeTime time_;
  Cycles killed_, decided_, stopped_, recovered_, entered_;  ///< the first of each
  std::uint64_t busy_answers_ = 0;                           ///< between the kill and the recovery
};

}  // namespace vectorscope
