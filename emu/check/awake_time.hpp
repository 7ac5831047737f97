// SPDX-License-Identifier: GPL-2.0-or-later
// Time in cycles, as the machine's own clock has it: the cores that are awake run
// side by side, so while k of them execute one instruction each, one cycle passes.
// Steps count the instructions of all, and a core that sleeps executes none.
#pragma once
#include <array>
#include <bitset>

#include "emu/trace/event.hpp"

namespace vectorscope {

class AwakeTime {
 public:
  AwakeTime() { awake_.set(0); }  // the boot processor is, the others are started by it

  void on(const Event& event);

  [[nodiscard]] std::uint64_t now() const { return now_ / kParts; }
  /// Instructions of a core: its equal share of all steps while it was awake.
  [[nodiscard]] std::uint64_t executed(CoreId core) const { return executed_[core] / kParts; }

 private:
  static constexpr std::uint64_t kParts = 720'720;  ///< divisible by 1 to 16

  std::bitset<kMaxCores> awake_;
  Step last_ = 0;
  std::uint64_t now_ = 0;
  std::array<std::uint64_t, kMaxCores> executed_{};
};

}  // namespace vectorscope
