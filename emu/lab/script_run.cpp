// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/script_run.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace vectorscope {
namespace {

/// Turns of `all` and `others`.
constexpr Step kTurn = 100;

// One core that can run no more ends its own line; among several others go on.
bool is_over(const Statement& statement, Ended ended) {
  if (ended == Ended::CannotRun) return statement.subject == Statement::Subject::Core;
  return ended != Ended::Done && ended != Ended::Asked;
}

std::string why(Ended ended) {
  switch (ended) {
    case Ended::CannotRun:
      return "the core cannot run";
    case Ended::Idle:
      return "every core waits for an input";
    case Ended::Over:
      return "no core can ever run again";
    case Ended::GuestExited:
      return "the guest has exited";
    case Ended::Done:
    case Ended::Asked:
      break;
  }
  return "the budget of steps is used up";
}

bool waits_for_turn(const Statement& statement) {
  return std::any_of(statement.conditions.begin(), statement.conditions.end(),
                     [](const Condition& each) { return each.kind == Condition::Kind::Turn; });
}

}  // namespace

ScriptRun::ScriptRun(Machine& machine, Policy& policy, const Functions& functions,
                     Checkers& checkers, const Script& script, Step budget, Told told)
    : machine_(machine),
      policy_(policy),
      checkers_(checkers),
      script_(script),
      progress_(machine.config().cores, functions),
      parts_(machine),
      last_step_(machine.step() + budget),
      step_by_step_(told == Told::Steps &&
                    std::any_of(checkers.begin(), checkers.end(),
                                [](const auto& each) { return each->wants_steps(); })) {
  machine_.watch_functions(functions.all());
  machine_.set_watcher([this](const Event& event) { return on_event(event); });
}

ScriptRun::~ScriptRun() {
  machine_.set_watcher(nullptr);
}

ScriptRun::State ScriptRun::advance(Step most, bool one_line) {
  const Step left = last_step_ - std::min(last_step_, machine_.step());
  const Step stop = machine_.step() + std::min(most, left);
  const auto reached_before = reached_.size();
  while (state_ == State::Going) {
    const Statement& statement = script_[reached_.size()];
    if (statement.kind != Statement::Kind::Until) {
      fault(statement);
    } else if (!until(statement, stop)) {
      break;
    }
    next_line();
    if (one_line && reached_.size() > reached_before) break;
  }
  return state_;
}

void ScriptRun::next_line() {
  const Statement& statement = script_[reached_.size()];
  if (statement.core != kNoCore) named_ = statement.core;
  waiting_ = nullptr;
  reached_.push_back(machine_.step());
  if (reached_.size() == script_.size()) state_ = State::Over;
}

void ScriptRun::miss(const std::string& why) {
  const Statement& statement = script_[reached_.size()];
  missed_ = fmt::format("line {} '{}' not reached: {}", statement.line, statement.text, why);
  waiting_ = nullptr;
  state_ = State::Missed;
}

void ScriptRun::fault(const Statement& statement) {
  switch (statement.kind) {
    case Statement::Kind::Kill:
      machine_.apply(decisions::Kill{statement.core});
      break;
    case Statement::Kind::Freeze:
      machine_.apply(decisions::Freeze{statement.core});
      break;
    case Statement::Kind::Thaw:
      machine_.apply(decisions::Thaw{statement.core});
      break;
    case Statement::Kind::DropIpi:
      machine_.apply(decisions::DropIpi{statement.core});
      break;
    case Statement::Kind::Drain:
      while (storing_cores(machine_)[statement.core]) {
        machine_.apply(decisions::Drain{statement.core});
      }
      break;
    case Statement::Kind::Irq:
      machine_.apply(decisions::RaiseIrq{statement.irq});
      break;
    case Statement::Kind::Key:
      machine_.apply(decisions::Key{statement.scancode});
      break;
    case Statement::Kind::Until:
      break;
  }
}

void ScriptRun::begin(const Statement& statement) {
  waiting_ = &statement;
  subject_ = subject_of(statement);
  happened_ = turned_ = false;
  ended_ = Ended::Done;
}

/// True when the line is reached; false at the step `stop`, or if it never will be.
bool ScriptRun::until(const Statement& statement, Step stop) {
  if (!waiting_) begin(statement);
  while (!is_met(statement)) {
    if (parts_.over() && (is_over(statement, ended_) || machine_.step() >= last_step_)) {
      miss(why(ended_));
      return false;
    }
    if (machine_.step() >= stop && machine_.step() < last_step_) return false;
    play_part(statement, stop);
  }
  parts_.cut();
  return true;
}

bool ScriptRun::is_met(const Statement& statement) const {
  return happened_ || (turned_ && waits_for_turn(statement)) || is_any_state_met(statement);
}

void ScriptRun::play_part(const Statement& statement, Step stop) {
  if (parts_.over()) parts_.take(next_decision(statement));
  const auto part = parts_.next(step_by_step_ ? 1 : stop - machine_.step());
  const auto applied = machine_.apply(part);
  parts_.applied(applied);
  if (step_by_step_ && applied.steps > 0) tell_step(part);
  ended_ = applied.ended;
  if (ended_ == Ended::Idle) {
    for (auto& checker : checkers_) checker->on_idle(machine_.step());
  }
  const bool goes_on = ended_ == Ended::Done || ended_ == Ended::CannotRun;
  if (!goes_on) parts_.cut();  // what comes next is decided anew
  // Stores that the end of a round drains.
  while (ended_ == Ended::Asked && !parts_.over()) parts_.applied(machine_.apply(parts_.next(1)));
  turned_ = parts_.over();
}

void ScriptRun::tell_step(const Decision& part) {
  const auto* run = std::get_if<decisions::Run>(&part);
  if (!run) return;  // time that passed while nobody could run
  for (auto& checker : checkers_) {
    checker->on_step(run->core, machine_.interrupts_enabled(run->core));
  }
}

Decision ScriptRun::next_decision(const Statement& statement) {
  const Step most = last_step_ - machine_.step();
  const CoreSet runnable = runnable_cores(machine_);
  if (statement.subject == Statement::Subject::Any) return policy_.next(moment_of(machine_), most);
  if (statement.subject == Statement::Subject::Core) return decisions::Run{statement.core, most};
  // Under TSO what a turn has stored reaches memory when it ends; what a core left behind
  // that was killed since does too, late, unless a line of the script was earlier.
  const CoreSet storing = storing_cores(machine_);
  if (storing.any()) return decisions::Drain{next_core(storing, 0)};
  const CoreId core = next_core(runnable & subject_ & ~waiting_there(), turn_);
  if (core == kNoCore) return decisions::RunRound{0, 1, 1};  // time passes until one wakes
  turn_ = static_cast<CoreId>((core + 1u) % kMaxCores);
  return decisions::Run{core, std::min(kTurn, most)};
}

// True stops the machine: a condition is met, or a core is where all shall be.
bool ScriptRun::on_event(const Event& event) {
  progress_.on(event);
  for (auto& checker : checkers_) checker->on(event);
  if (!waiting_) return false;
  bool stop = is_any_state_met(*waiting_);
  for (const auto& condition : waiting_->conditions) {
    if (!progress_.happens(condition, who(condition), event)) continue;
    stop = true;
    if (!condition.is_for_every_core()) happened_ = true;
  }
  return stop;
}

CoreSet ScriptRun::subject_of(const Statement& statement) const {
  if (statement.subject == Statement::Subject::Core) return CoreSet{1ull << statement.core};
  CoreSet cores = progress_.cores();
  if (statement.subject == Statement::Subject::Others && named_ != kNoCore) cores.reset(named_);
  return cores;
}

CoreSet ScriptRun::who(const Condition& condition) const {
  switch (condition.who) {
    case Condition::Who::Core:
      return CoreSet{1ull << condition.core};
    case Condition::Who::Subject:
      return subject_;
    case Condition::Who::EveryCore:
    case Condition::Who::EveryLiveCore:
      break;
  }
  return progress_.cores();
}

// Cores that have met a condition of "every core" and wait for the others.
CoreSet ScriptRun::waiting_there() const {
  CoreSet there;
  for (const auto& condition : waiting_->conditions) {
    if (condition.is_for_every_core()) there |= progress_.cores() & ~progress_.missing(condition);
  }
  return there;
}

bool ScriptRun::is_state_met(const Condition& condition) const {
  const auto any_checker = [this](bool (Checker::*says)() const) {
    return std::any_of(checkers_.begin(), checkers_.end(),
                       [says](const auto& checker) { return (*checker.*says)(); });
  };
  if (condition.kind == Condition::Kind::Verdict) return any_checker(&Checker::settled);
  if (condition.kind == Condition::Kind::Violated) return any_checker(&Checker::violated);
  if (condition.kind == Condition::Kind::Done) return progress_.done();
  if (condition.kind == Condition::Kind::Sleeps) {
    return (who(condition) & ~progress_.asleep()).none();
  }
  return condition.is_for_every_core() && progress_.missing(condition).none();
}

bool ScriptRun::is_any_state_met(const Statement& statement) const {
  return std::any_of(statement.conditions.begin(), statement.conditions.end(),
                     [this](const Condition& condition) { return is_state_met(condition); });
}

}  // namespace vectorscope
