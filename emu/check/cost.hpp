// SPDX-License-Identifier: GPL-2.0-or-later
// What a lock costs, for comparisons: it cannot be violated, only measured. From
// the first section on it counts sections, vain tries, instructions of cores that
// wait, transfers of the watched lines, IPIs and interrupts, and how evenly the cores got in
// while all of them still wanted to.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <vector>

#include "emu/check/answers.hpp"
#include "emu/check/awake_time.hpp"
#include "emu/check/cache_line.hpp"
#include "emu/check/checker.hpp"
#include "emu/check/sections.hpp"

namespace vectorscope {

class Cost : public Checker {
 public:
  struct Names {
    std::vector<LinearAddress> work;
    BusyAnswers busy;
    std::vector<LinearAddress> waits;  ///< whoever enters one has to wait
    unsigned cores = 1;
    std::uint32_t stride = 4;  ///< bytes from watched slot to slot
  };
  explicit Cost(Names names) : names_(std::move(names)), sections_(names_.work) {}

  void on(const Event& event) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return false; }
  [[nodiscard]] bool settled() const override { return false; }

 private:
  struct Moment {
    Step step;
    std::uint64_t cycles;
  };
  struct Wait {
    std::uint64_t since, executed;  ///< in cycles; instructions of the core until then
  };

  void count(const Event& event);
  void access(CoreId core, std::uint16_t slot, bool write);
  void entered(const Event& event);
  [[nodiscard]] double fairness() const;
  [[nodiscard]] std::uint64_t in_100_sections(std::uint64_t count) const;

  Names names_;
  Sections sections_;
  AwakeTime time_;
  std::map<std::uint32_t, CacheLine> lines_;
  std::optional<Moment> first_;
  Moment last_{};
  std::array<std::optional<Wait>, kMaxCores> waiting_{};
  std::vector<CoreId> order_;  ///< in which the cores got in
  std::uint64_t vain_ = 0, waited_ = 0, longest_wait_ = 0, transfers_ = 0, ipis_ = 0,
                interrupts_ = 0;
};

}  // namespace vectorscope
