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
  if (!session_.run_slice(speed_.unlimited() ? kSlice : speed_.at_once())) {
    nothing_to_run();
  } else if (speed_.unlimited() || speed_.at_once() > 1) {
    publish_at_frame_rate(Clock::now());
  } else {
    publish();
  }
}

void RunLoop::act(const commands::OpenDemo& command) {
  opened(session_.open_demo(command.config));
}

void RunLoop::act(const commands::OpenImage& command) {
  opened(session_.open_image(command.path, command.config));
}

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

void RunLoop::act(const commands::Run&) {
  state_ = State::Running;
  steps_ = Pacer(speed_.times_a_second());
  session_.set_running(true);
  publish();
}

void RunLoop::act(const commands::Pause&) {
  pause();
  publish();
}

void RunLoop::act(const commands::SetSpeed& command) {
  speed_ = command.speed;
  steps_ = Pacer(speed_.times_a_second());
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
  session_.set_running(false);
}

// All asleep: a key may wake them, and then the run goes on. All gone: it ends.
void RunLoop::nothing_to_run() {
  const auto view = session_.view();
  if (view->run_state == RunState::Idle) {
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
