// SPDX-License-Identifier: GPL-2.0-or-later
// A script on a machine. It makes decisions and reads events; it looks at
// nothing else, so it is the same run on every host. It is played at once or in
// slices of any length: the machine comes to the same state.
#pragma once
#include <string>
#include <vector>

#include "emu/lab/lab_checkers.hpp"
#include "emu/lab/progress.hpp"
#include "emu/machine/machine.hpp"
#include "emu/schedule/parts.hpp"

namespace vectorscope {

class ScriptRun {
 public:
  enum class State : std::uint8_t {
    Going,
    Over,    ///< every line was reached
    Missed,  ///< one was not, and the rest would mean something else
  };

  /// Whether checkers that want steps are told of them, which takes several times as long.
  enum class Told : std::uint8_t { Steps, EventsOnly };

  ScriptRun(Machine& machine, Policy& policy, const Functions& functions, Checkers& checkers,
            const Script& script, Step budget, Told told = Told::Steps);
  ~ScriptRun();
  ScriptRun(const ScriptRun&) = delete;
  ScriptRun& operator=(const ScriptRun&) = delete;

  /// Plays on for at most `most` steps, or less: to its end, or with `one_line`
  /// until the next line is reached.
  State advance(Step most, bool one_line = false);
  [[nodiscard]] State state() const { return state_; }
  /// The steps at which the lines were reached, from the first on.
  [[nodiscard]] const std::vector<Step>& reached() const { return reached_; }
  /// The line that was not reached, and why; empty unless Missed.
  [[nodiscard]] const std::string& missed() const { return missed_; }

 private:
  void begin(const Statement& statement);
  void fault(const Statement& statement);
  bool until(const Statement& statement, Step stop);
  bool is_met(const Statement& statement) const;
  void play_part(const Statement& statement, Step stop);
  void next_line();
  void miss(const std::string& why);

  bool on_event(const Event& event);
  [[nodiscard]] bool is_state_met(const Condition& condition) const;
  [[nodiscard]] bool is_any_state_met(const Statement& statement) const;
  [[nodiscard]] CoreSet subject_of(const Statement& statement) const;
  [[nodiscard]] CoreSet who(const Condition& condition) const;
  [[nodiscard]] CoreSet waiting_there() const;
  Decision next_decision(const Statement& statement);
  void tell_step(const Decision& part);

  Machine& machine_;
  Policy& policy_;
  Checkers& checkers_;
  const Script& script_;
  Progress progress_;
  Parts parts_;
  Step last_step_;
  bool step_by_step_;  ///< a checker wants to be told of each
  State state_ = State::Going;
  std::vector<Step> reached_;
  std::string missed_;
  Ended ended_ = Ended::Done;  ///< how the last decision of this line ended
  bool turned_ = false;        ///< a decision of this line is over, whatever it did

  const Statement* waiting_ = nullptr;  ///< the line that is being run
  CoreSet subject_;                     ///< its subject's cores
  bool happened_ = false;               ///< an event that one of its conditions waits for
  CoreId named_ = kNoCore;              ///< the core that a line named last: not one of `others`
  CoreId turn_ = 0;
};

}  // namespace vectorscope
