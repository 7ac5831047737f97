// SPDX-License-Identifier: GPL-2.0-or-later
// A script on a machine. It makes decisions and reads events; it looks at
// nothing else, so it is the same run on every host.
#pragma once
#include <string>
#include <vector>

#include "emu/lab/lab_checkers.hpp"
#include "emu/lab/progress.hpp"
#include "emu/machine/machine.hpp"

namespace vectorscope {

class ScriptRun {
 public:
  ScriptRun(Machine& machine, Policy& policy, const Functions& functions, Checkers& checkers,
            Step budget);
  ~ScriptRun();
  ScriptRun(const ScriptRun&) = delete;
  ScriptRun& operator=(const ScriptRun&) = delete;

  /// What was not reached, in words; empty if the script went as written. It
  /// ends at the first such line: the rest would mean something else.
  std::string run(const Script& script);

 private:
  std::string fault(const Statement& statement);
  std::string until(const Statement& statement);

  bool on_event(const Event& event);
  [[nodiscard]] bool is_state_met(const Condition& condition) const;
  [[nodiscard]] bool is_any_state_met(const Statement& statement) const;
  [[nodiscard]] CoreSet subject_of(const Statement& statement) const;
  [[nodiscard]] CoreSet who(const Condition& condition) const;
  [[nodiscard]] CoreSet waiting_there() const;
  static bool waits_for_turn(const Statement& statement);
  Decision next_decision(const Statement& statement);

  Machine& machine_;
  Policy& policy_;
  Checkers& checkers_;
  Progress progress_;
  Step last_step_;

  const Statement* waiting_ = nullptr;  ///< the line that is being run
  CoreSet subject_;                     ///< its subject's cores
  bool happened_ = false;               ///< an event that one of its conditions waits for
  CoreId named_ = kNoCore;              ///< the core that a line named last: not one of `others`
  CoreId turn_ = 0;
};

}  // namespace vectorscope
