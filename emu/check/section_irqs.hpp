// SPDX-License-Identifier: GPL-2.0-or-later
// Whether a section is done with interrupts off, from end to end, and how long its core
// then hears of no device: what comes before and after it counts, if interrupts are off
// there too. Measured, not judged.
#pragma once
#include <array>
#include <vector>

#include "emu/check/checker.hpp"
#include "emu/check/sections.hpp"

namespace vectorscope {

class SectionIrqs : public Checker {
 public:
  explicit SectionIrqs(std::vector<LinearAddress> work) : sections_(std::move(work)) {}

  void on(const Event& event) override;
  [[nodiscard]] bool wants_steps() const override { return true; }
  void on_step(CoreId core, bool interrupts_enabled) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return false; }
  [[nodiscard]] bool settled() const override { return false; }

 private:
  struct OnCore {
    std::uint64_t length = 0, off = 0;  ///< instructions of this section
    std::uint64_t in_a_row = 0;         ///< with interrupts off, by now
    bool of_a_section = false;          ///< some of them were
  };

  Sections sections_;
  std::array<OnCore, kMaxCores> cores_{};
  std::uint64_t ended_ = 0, off_throughout_ = 0, longest_section_ = 0, longest_off_ = 0;
};

}  // namespace vectorscope
