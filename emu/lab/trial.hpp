// SPDX-License-Identifier: GPL-2.0-or-later
// A variant of a lab under one schedule: the script that plays on its machine
// and the checkers that watch. `lab run` plays it at once, the window in slices
// and with a person's hand in between; the verdict comes from here for both.
#pragma once
#include <memory>
#include <string>

#include "emu/lab/lab.hpp"
#include "emu/lab/run_result.hpp"
#include "emu/lab/script_run.hpp"
#include "emu/trace/step_caption.hpp"

namespace vectorscope {

/// The names of the schedules: the script as written, and the random ones.
std::string directed_schedule();                              ///< "directed"
std::string random_schedule(const Lab& lab, unsigned index);  ///< "random:17": its seed

/// The script that a schedule of that name plays.
const Script& script_of(const Lab& lab, const std::string& schedule);

/// A line for people: its comment, or else as it is written.
std::string in_words(const Statement& line);
/// For the timeline: the lines that were reached, from the first on.
StepCaptions captions_of(const Script& script, const std::vector<Step>& reached);

class Trial {
 public:
  /// `lab` and `machine`, which has not run yet, live longer than the trial.
  /// Errors: a schedule that is neither "directed" nor "random:SEED".
  static Result<std::unique_ptr<Trial>> begin(const Lab& lab, const Functions& functions,
                                              const std::string& schedule, Machine& machine);

  /// As ScriptRun::advance.
  ScriptRun::State play(Step most, bool one_line = false);
  [[nodiscard]] const ScriptRun& script() const { return *script_; }

  /// The run is over, or nothing that follows can change its verdict.
  [[nodiscard]] bool judged() const;
  /// What the checkers say by now; without the hash.
  [[nodiscard]] RunResult result() const;

 private:
  Trial(const Functions& functions, std::string schedule, Machine& machine)
      : functions_(functions), schedule_(std::move(schedule)), machine_(machine) {}

  [[nodiscard]] ScriptRun::Told told() const;
  [[nodiscard]] bool was_told(const Checker& checker) const;

  const Functions functions_;
  std::string schedule_;
  Machine& machine_;
  std::unique_ptr<Policy> policy_;
  Checkers checkers_;
  std::unique_ptr<ScriptRun> script_;
};

}  // namespace vectorscope
