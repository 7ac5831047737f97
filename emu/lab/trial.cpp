// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/trial.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "emu/lab/alone.hpp"

namespace vectorscope {
namespace {

constexpr const char* kDirected = "directed";

bool is_random(const std::string& schedule) {
  return schedule.starts_with("random:");
}

}  // namespace

std::string directed_schedule() {
  return kDirected;
}

std::string random_schedule(const Lab& lab, unsigned index) {
  return fmt::format("random:{}", lab.random.seed + index);
}

const Script& script_of(const Lab& lab, const std::string& schedule) {
  return is_random(schedule) ? lab.random.script : lab.directed.script;
}

std::string in_words(const Statement& line) {
  return line.words.empty() ? line.text : line.words;
}

StepCaptions captions_of(const Script& script, const std::vector<Step>& reached) {
  StepCaptions captions;
  for (const Step step : reached) captions.push_back({step, in_words(script[captions.size()])});
  return captions;
}

Result<std::unique_ptr<Trial>> Trial::begin(const Lab& lab, const Functions& functions,
                                            const std::string& schedule, Machine& machine) {
  if (schedule != kDirected && !is_random(schedule)) {
    return fail(fmt::format("schedule '{}' is neither {} nor random:SEED", schedule, kDirected));
  }
  const bool random = is_random(schedule);
  auto policy = make_policy(random ? schedule : lab.directed.policy);
  if (!policy) return tl::make_unexpected(policy.error());
  std::unique_ptr<Trial> trial(new Trial(functions, schedule, machine));
  trial->policy_ = std::move(*policy);
  trial->checkers_ = make_checkers(lab, machine.config(), trial->functions_);
  trial->script_ = std::make_unique<ScriptRun>(
      machine, *trial->policy_, trial->functions_, trial->checkers_, script_of(lab, schedule),
      random ? lab.random.budget : lab.directed.budget, trial->told());
  return trial;
}

ScriptRun::State Trial::play(Step most, bool one_line) {
  const auto state = script_->advance(most, one_line);
  for (auto& checker : checkers_) {
    if (const auto question = checker->question()) checker->answer(each_alone(machine_, *question));
  }
  return state;
}

bool Trial::judged() const {
  return script_->state() != ScriptRun::State::Going ||
         std::any_of(checkers_.begin(), checkers_.end(),
                     [](const auto& checker) { return checker->violated(); });
}

// Who wants steps only measures, and what is shown of that is the directed run.
ScriptRun::Told Trial::told() const {
  return is_random(schedule_) ? ScriptRun::Told::EventsOnly : ScriptRun::Told::Steps;
}

bool Trial::was_told(const Checker& checker) const {
  return !checker.wants_steps() || told() == ScriptRun::Told::Steps;
}

RunResult Trial::result() const {
  RunResult result;
  result.schedule = schedule_;
  result.missed = script_->missed();
  result.reached = script_->reached();
  result.outcome = result.missed.empty() ? Outcome::Holds : Outcome::NotExercised;
  for (const auto& checker : checkers_) {
    if (!was_told(*checker)) {  // it has nothing to say, and the run is not judged by it
      result.verdicts.push_back({.sentence = "measured in the directed run alone", .premises = {}});
      continue;
    }
    result.verdicts.push_back(checker->verdict());
    result.outcome = worst(result.outcome, result.verdicts.back().outcome);
  }
  result.steps = machine_.step();
  return result;
}

}  // namespace vectorscope
