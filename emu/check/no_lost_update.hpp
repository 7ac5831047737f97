// SPDX-License-Identifier: GPL-2.0-or-later
// No update of a count is lost: what a core writes follows from what the count is
// at that moment, not from what it was before somebody else's update. The count in
// the end does not show it, for a lost +1 and a lost -1 cancel each other.
#pragma once
#include <array>
#include <optional>

#include "emu/check/answers.hpp"
#include "emu/check/checker.hpp"

namespace vectorscope {

class NoLostUpdate : public Checker {
 public:
  struct Names {
    LinearAddress read = 0;   ///< returns the count
    LinearAddress write = 0;  ///< (count)
    BusyAnswers busy;
  };
  explicit NoLostUpdate(Names names) : names_(std::move(names)) {}

  void on(const Event& event) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return first_.has_value(); }
  [[nodiscard]] bool settled() const override { return violated(); }

 private:
  struct Lost {
    Step step;
    CoreId core;
    std::uint32_t read, was, written;
  };

  void written(const Event& event, std::uint32_t count);

  Names names_;
  std::optional<std::uint32_t> count_;                          ///< as written last
  std::array<std::optional<std::uint32_t>, kMaxCores> read_{};  ///< and not yet written back
  std::array<std::uint32_t, kMaxCores> argument_{};             ///< of the open write
  std::optional<Lost> first_;
  std::uint64_t updates_ = 0, lost_ = 0, busy_answers_ = 0;
};

}  // namespace vectorscope
