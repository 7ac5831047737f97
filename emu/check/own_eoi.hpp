// SPDX-License-Identifier: GPL-2.0-or-later
// A bit in the 8259's in-service register is cleared only by the handler that it
// stands for (8259A data sheet, "End of interrupt"): the innermost interrupt of
// the core that sends the EOI is that IRQ. Level 2 of the master also ends with
// an IRQ of the slave.
#pragma once
#include <array>
#include <optional>
#include <vector>

#include "emu/check/checker.hpp"

namespace vectorscope {

class OwnEoi : public Checker {
 public:
  /// `first` is the vector of IRQ 0; the other fifteen follow it.
  explicit OwnEoi(Vector first) : first_(first) {}

  void on(const Event& event) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return stolen_.has_value(); }
  [[nodiscard]] bool settled() const override { return violated(); }

 private:
  struct Inside {
    Vector vector;
    Cause cause;
    bool ended = false;  ///< it has sent its EOI, and is on its way out
  };
  struct Stolen {
    Step step;
    CoreId core;
    int level;
    std::optional<Inside> by;  ///< what the core was inside of
  };

  void exit(CoreId core, const events::InterruptExit& exit);
  void eoi(const Event& event, const events::Eoi& eoi);
  [[nodiscard]] bool is_served_elsewhere(CoreId core, Vector vector) const;
  [[nodiscard]] std::optional<int> level_of(Vector vector) const;
  [[nodiscard]] bool is_own(CoreId core, int level) const;
  [[nodiscard]] std::string sentence_of(const Stolen& stolen) const;

  Vector first_;
  std::array<std::vector<Inside>, kMaxCores> inside_;
  std::array<bool, 16> in_service_{};  ///< until its bit is cleared, by whomever
  std::optional<Stolen> stolen_;       ///< the first
  std::uint64_t served_ = 0, own_ = 0, strangers_ = 0, at_once_ = 0;
};

}  // namespace vectorscope
