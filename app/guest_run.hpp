// SPDX-License-Identifier: GPL-2.0-or-later
// A run of a machine from the command line: policy, inputs, and what ends it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/guest_text.hpp"
#include "app/timed_inputs.hpp"
#include "emu/machine/machine.hpp"
#include "emu/schedule/policy.hpp"

namespace vectorscope {

struct GuestRunPlan {
  std::optional<Step> steps;
  std::string until;  ///< text on serial, E9 or the screen; empty: none
  std::vector<TimedInput> inputs;
  bool stdin_to_serial = false;
};

enum class RunEnd : std::uint8_t { Steps, UntilSeen, GuestExited, Idle, Over, Interrupted };
const char* run_end_words(RunEnd end);

class GuestRun {
 public:
  GuestRun(Machine& machine, Policy& policy, GuestRunPlan plan, GuestText& serial,
           GuestText& debug);
  ~GuestRun();
  GuestRun(const GuestRun&) = delete;
  GuestRun& operator=(const GuestRun&) = delete;

  RunEnd run();

 private:
  bool on_event(const Event& event);
  [[nodiscard]] bool until_seen();
  void take_inputs();
  bool hurry_next_input();
  bool take_stdin(int wait_ms);
  bool wait_for_stdin();
  [[nodiscard]] Step most() const;

  Machine& machine_;
  Policy& policy_;
  GuestRunPlan plan_;
  GuestText& serial_;
  GuestText& debug_;
  std::size_t next_input_ = 0;
};

/// The exit code of a run: whether --until was asked for matters.
int exit_code(const Machine& machine, RunEnd end, bool until_asked);

}  // namespace vectorscope
