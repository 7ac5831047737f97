// SPDX-License-Identifier: GPL-2.0-or-later
// Every entry follows its own acquisition: between the call of a section and its
// page the core has itself put a busy handler into the slot, or been let in by a
// function that acquires. The work may be inlined; a page is proof of the entry.
#pragma once
#include <array>
#include <optional>
#include <vector>

#include "emu/check/answers.hpp"
#include "emu/check/checker.hpp"

namespace vectorscope {

class OwnAcquisition : public Checker {
 public:
  struct Names {
    std::vector<LinearAddress> section;  ///< returns a page if it went inside
    std::vector<LinearAddress> acquire;  ///< a return of 0 is an acquisition
    std::vector<LinearAddress> taken;    ///< handlers that mean: the slot is taken
    std::uint16_t slot = 0;
    BusyAnswers busy;
  };
  explicit OwnAcquisition(Names names) : names_(std::move(names)) {}

  void on(const Event& event) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return without_.has_value(); }
  [[nodiscard]] bool settled() const override { return violated(); }

 private:
  struct Without {
    Step step;
    CoreId core;
    std::uint32_t page;
  };

  [[nodiscard]] bool acquires(const Event& event) const;

  Names names_;
  std::array<bool, kMaxCores> acquired_{};  ///< since the section was called
  std::optional<Without> without_;          ///< the first
  std::uint64_t entered_ = 0, acquisitions_ = 0, busy_answers_ = 0;
};

}  // namespace vectorscope
