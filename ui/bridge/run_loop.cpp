// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/bridge/run_loop.hpp"

#include "ui/bridge/command_queue.hpp"

namespace vectorscope {

void RunLoop::obey(const Command& command) {
  std::visit([this](const auto& one) { act(one); }, command);
}

Clock::time_point RunLoop::wake_at() const {
  return state_ == State::Running ? steps_.next() : CommandQueue::kForEver;
}

void RunLoop::advance(Clock::time_point now) {
  if (state_ != State::Running || !steps_.due(now)) return;
  steps_.done(now);
  if (!slice()) {
    nothing_to_run();
  } else if (!unhurried() || speed_.at_once() > 1) {
    publish_at_frame_rate(Clock::now());
  } else {
    publish();
  }
}

bool RunLoop::slice() {
  const Step steps = unhurried() ? speed_.at_once() : kSlice;
  if (drive_ == Drive::Rounds) return session_.run_slice(steps);
  return session_.play_slice(steps, to_next_line_) == Played::Going;
}

void RunLoop::act(const commands::OpenDemo& command) {
  opened(session_.open_demo(command.config));
}

void RunLoop::act(const commands::Open& command) {
  opened(session_.open(command.what, command.config));
}

void RunLoop::act(const commands::OpenLab& command) { opened(session_.open_lab(command.choice)); }

// A machine that was running goes on if the new one could not be opened.
void RunLoop::opened(const Result<void>& result) {
  if (!result) {
    mailbox_.put_error(QString::fromStdString(result.error().text));
  } else {
    pause();
  }
  publish();
}

void RunLoop::act(const commands::StepCore& command) {
  pause();
  session_.step_core(command.core);
  publish();
}

void RunLoop::act(const commands::StepAll&) {
  pause();
  session_.step_all();
  publish();
}

void RunLoop::act(const commands::Run&) { begin(Drive::Rounds, false); }
void RunLoop::act(const commands::Play&) { begin(Drive::Score, false); }
void RunLoop::act(const commands::PlayLine&) { begin(Drive::Score, true); }

void RunLoop::act(const commands::PlayStep&) {
  pause();
  session_.play_slice(1, false);
  publish();
}

void RunLoop::begin(Drive drive, bool to_next_line) {
  state_ = State::Running;
  drive_ = drive;
  to_next_line_ = to_next_line;
  steps_ = Pacer(unhurried() ? speed_.times_a_second() : 0);
  session_.set_drive(drive);
  publish();
}

void RunLoop::act(const commands::Pause&) {
  pause();
  publish();
}

void RunLoop::act(const commands::SetSpeed& command) {
  speed_ = command.speed;
  steps_ = Pacer(unhurried() ? speed_.times_a_second() : 0);
}

void RunLoop::act(const commands::Inject& command) {
  session_.inject(command.input);
  if (state_ == State::Waiting) state_ = State::Running;
  publish();
}

void RunLoop::act(const commands::SelectCore& command) {
  session_.select_core(command.core);
  publish();
}

void RunLoop::act(const commands::FetchTimeline&) { mailbox_.put_timeline(session_.timeline()); }

void RunLoop::pause() {
  state_ = State::Paused;
  drive_ = Drive::Nobody;
  session_.set_drive(Drive::Nobody);
}

// All asleep: a key may wake them, and then a free run goes on. All gone, or
// all played: it ends.
void RunLoop::nothing_to_run() {
  const auto view = session_.view();
  if (drive_ == Drive::Rounds && view->run_state == RunState::Idle) {
    state_ = State::Waiting;
    mailbox_.put(view);
    return;
  }
  pause();
  publish();
}

void RunLoop::publish() { mailbox_.put(session_.view()); }

void RunLoop::publish_at_frame_rate(Clock::time_point now) {
  if (!frames_.due(now) || mailbox_.full()) return;
  frames_.done(now);
  publish();
}

}  // namespace vectorscope
