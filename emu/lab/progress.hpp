// SPDX-License-Identifier: GPL-2.0-or-later
// What a run has come to, as far as a script's conditions ask: who has entered
// and left which function, who is dead, whether the guest has exited.
#pragma once
#include <map>

#include "emu/lab/functions.hpp"
#include "emu/lab/script.hpp"
#include "emu/schedule/policy.hpp"
#include "emu/trace/event.hpp"

namespace vectorscope {

class Progress {
 public:
  Progress(unsigned cores, const Functions& functions);

  void on(const Event& event);

  /// The cores that a condition of "every core" still waits for.
  [[nodiscard]] CoreSet missing(const Condition& condition) const;
  [[nodiscard]] bool done() const;
  [[nodiscard]] CoreSet live() const { return cores_ & ~dead_; }
  [[nodiscard]] CoreSet cores() const { return cores_; }
  [[nodiscard]] CoreSet asleep() const { return asleep_; }  ///< in HLT

  /// The event itself is what the condition waits for, if a core of `who` did it.
  [[nodiscard]] bool happens(const Condition& condition, CoreSet who, const Event& event) const;

 private:
  [[nodiscard]] bool is_named(const std::string& name, LinearAddress address) const;

  const Functions& functions_;
  CoreSet cores_, dead_, asleep_;
  std::map<LinearAddress, CoreSet> entered_, left_;
  bool exited_ = false;
};

}  // namespace vectorscope
