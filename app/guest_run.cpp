// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/guest_run.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>

#include "app/exit_code.hpp"
#include "app/interruption.hpp"
#include "app/screen_text.hpp"
#include "emu/machine/board.hpp"

namespace vectorscope {
namespace {

/// Between two looks at the screen and at Ctrl-C. Part of the schedule, so fixed.
constexpr Step kSlice = 50'000;

bool has_crashed(const Machine& machine) {
  return std::any_of(machine.log().begin(), machine.log().end(), [](const Event& event) {
    const auto* stopped = std::get_if<events::CoreStopped>(&event.body);
    return stopped && (stopped->why == Stop::TripleFault || stopped->why == Stop::HostRefused);
  });
}

}  // namespace

const char* run_end_words(RunEnd end) {
  switch (end) {
    case RunEnd::Steps:
      return "the steps asked for were run";
    case RunEnd::UntilSeen:
      return "the text waited for was seen";
    case RunEnd::GuestExited:
      return "the guest exited";
    case RunEnd::Idle:
      return "every core waits and nothing can wake one";
    case RunEnd::Over:
      return "no core can ever run again";
    case RunEnd::Interrupted:
      return "interrupted";
  }
  return "?";
}

GuestRun::GuestRun(Machine& machine, Policy& policy, GuestRunPlan plan, GuestText& serial,
                   GuestText& debug)
    : machine_(machine), policy_(policy), plan_(std::move(plan)), serial_(serial), debug_(debug) {
  machine_.set_watcher([this](const Event& event) { return on_event(event); });
}

GuestRun::~GuestRun() {
  machine_.set_watcher(nullptr);
}

bool GuestRun::on_event(const Event& event) {
  if (const auto* text = std::get_if<events::SerialText>(&event.body)) {
    serial_.add(text->character, plan_.until);
  } else if (const auto* debug = std::get_if<events::DebugText>(&event.body)) {
    debug_.add(debug->character, plan_.until);
  }
  return serial_.seen() || debug_.seen();
}

RunEnd GuestRun::run() {
  for (;;) {
    take_inputs();
    take_stdin(0);
    if (plan_.steps && machine_.step() >= *plan_.steps) return RunEnd::Steps;
    if (Interruption::asked()) return RunEnd::Interrupted;
    const auto ended = machine_.apply(policy_.next(moment_of(machine_), most())).ended;
    serial_.flush();
    debug_.flush();
    if (until_seen()) return RunEnd::UntilSeen;
    if (ended == Ended::GuestExited) return RunEnd::GuestExited;
    if (ended == Ended::Over) return RunEnd::Over;
    if (ended == Ended::Idle && !hurry_next_input() && !wait_for_stdin()) return RunEnd::Idle;
  }
}

Step GuestRun::most() const {
  Step end = machine_.step() + kSlice;
  if (plan_.steps) end = std::min(end, *plan_.steps);
  if (next_input_ < plan_.inputs.size()) end = std::min(end, plan_.inputs[next_input_].step);
  return end - machine_.step();
}

void GuestRun::take_inputs() {
  for (; next_input_ < plan_.inputs.size(); ++next_input_) {
    if (plan_.inputs[next_input_].step > machine_.step()) return;
    machine_.apply(plan_.inputs[next_input_].decision);
  }
}

// The steps stand still while every core waits: only the next input can wake one.
bool GuestRun::hurry_next_input() {
  if (next_input_ >= plan_.inputs.size()) return false;
  plan_.inputs[next_input_].step = machine_.step();
  return true;
}

/// A byte from the terminal is an input like any other: when it came is recorded.
/// False: none came.
bool GuestRun::take_stdin(int wait_ms) {
  if (!plan_.stdin_to_serial || machine_.board().uart.waiting() != 0) return false;
  pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
  if (::poll(&input, 1, wait_ms) <= 0) return false;
  std::uint8_t byte = 0;
  if (::read(STDIN_FILENO, &byte, 1) != 1) {
    plan_.stdin_to_serial = false;  // its end
    return false;
  }
  machine_.apply(decisions::SerialIn{byte});
  return true;
}

// Every core waits, perhaps for whoever is at the terminal.
bool GuestRun::wait_for_stdin() {
  constexpr int kPatienceMs = 100;  // between two looks at Ctrl-C
  while (plan_.stdin_to_serial && !Interruption::asked())
    if (take_stdin(kPatienceMs)) return true;
  return false;
}

bool GuestRun::until_seen() {
  if (plan_.until.empty()) return false;
  return serial_.seen() || debug_.seen() ||
         screen_text(machine_).find(plan_.until) != std::string::npos;
}

int exit_code(const Machine& machine, RunEnd end, bool until_asked) {
  switch (end) {
    case RunEnd::UntilSeen:
      return kAsAsked;
    case RunEnd::GuestExited:
      return machine.exit_code() == 0 && !until_asked ? kAsAsked : kFailed;
    case RunEnd::Steps:
    case RunEnd::Interrupted:
      return until_asked ? kRanOut : kAsAsked;
    case RunEnd::Idle:
    case RunEnd::Over:
      return until_asked || has_crashed(machine) ? kFailed : kAsAsked;
  }
  return kFailed;
}

}  // namespace vectorscope
