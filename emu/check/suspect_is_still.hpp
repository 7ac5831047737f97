// SPDX-License-Identifier: GPL-2.0-or-later
// Once its lock was recovered, the core that had been inside changes nothing any
// more, dead or not: either it was stopped before (INIT; a thaw does nothing then),
// or it is thawed and keeps still.
#pragma once
#include <bitset>
#include <optional>
#include <vector>

#include "emu/check/answers.hpp"
#include "emu/check/checker.hpp"
#include "emu/check/sections.hpp"

namespace vectorscope {

class SuspectIsStill : public Checker {
 public:
  struct Names {
    std::vector<LinearAddress> work;
    std::vector<LinearAddress> changes;  ///< their returns are changes of the datum
    LinearAddress recovered = 0;         ///< called once by whoever recovered the lock
    BusyAnswers busy;
  };
  explicit SuspectIsStill(Names names) : names_(std::move(names)), sections_(names_.work) {}

  void on(const Event& event) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return stirred_.has_value(); }
  [[nodiscard]] bool settled() const override { return violated(); }

 private:
  struct Stirred {
    Step step;
    CoreId core;
  };

  void recovered(const Event& event);
  [[nodiscard]] bool changes(const Event& event) const;
  [[nodiscard]] static bool succeeded(const Event& left);

  Names names_;
  Sections sections_;
  std::bitset<kMaxCores> frozen_, suspects_;
  std::optional<Stirred> stirred_;  ///< the first time
  Step recovered_at_ = 0;
  std::uint64_t freezes_inside_ = 0, recoveries_ = 0, stops_ = 0, thaws_ = 0, busy_answers_ = 0;
};

}  // namespace vectorscope
