// SPDX-License-Identifier: GPL-2.0-or-later
// Used + free = total when all is quiet: the free count has changed by exactly
// as many pages as were taken and put back. The pages are followed by number, so
// putting back twice counts once. A core that dies within the one instruction that
// moves a page is taken not to have moved it.
#pragma once
#include <array>
#include <bitset>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "emu/check/answers.hpp"
#include "emu/check/checker.hpp"
#include "emu/check/sections.hpp"

namespace vectorscope {

class CountKept : public Checker {
 public:
  struct Names {
    std::vector<LinearAddress> work;  ///< in which a count may be half-done
    LinearAddress take = 0;           ///< (page number): it is used from its return on
    LinearAddress put = 0;            ///< (page number): free
    LinearAddress read = 0;           ///< returns the count
    LinearAddress write = 0;          ///< (count)
    BusyAnswers busy;
    unsigned cores = 0;
    bool kill = false;              ///< the premise is a kill inside, not a busy answer
    std::uint64_t patience = 1000;  ///< busy answers of every survivor: nothing more will come
  };
  explicit CountKept(Names names) : names_(std::move(names)), sections_(names_.work) {}

  void on(const Event& event) override;
  void on_idle(Step step) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return wrong_.has_value(); }
  [[nodiscard]] bool settled() const override { return violated(); }

 private:
  struct Wrong {
    Step step;
    std::int64_t count, expected;
  };

  void left(const Event& event, const events::FunctionExit& leave);
  void refused(const Event& event);
  void judge(Step step);
  [[nodiscard]] bool nobody_gets_on() const;
  [[nodiscard]] bool quiet() const { return sections_.live_inside(kNoCore) == kNoCore; }
  [[nodiscard]] std::int64_t expected() const {
    return start_.value_or(0) - static_cast<std::int64_t>(taken_.size());
  }
  [[nodiscard]] bool fits() const { return !count_ || *count_ == expected(); }

  Names names_;
  Sections sections_;
  std::array<std::map<LinearAddress, std::uint32_t>, kMaxCores> arguments_;  ///< of open calls
  std::bitset<kMaxCores> half_;                ///< has moved a page and not yet written the count
  std::set<std::uint32_t> taken_;              ///< since the first event
  std::optional<std::int64_t> count_, start_;  ///< last known, and the first known
  std::array<std::uint64_t, kMaxCores> refusals_{};  ///< since a kill
  std::optional<Wrong> wrong_;
  Step last_ = 0;
  std::uint64_t reads_ = 0, moves_ = 0, busy_answers_ = 0, kills_half_ = 0;
};

}  // namespace vectorscope
