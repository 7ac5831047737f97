// SPDX-License-Identifier: GPL-2.0-or-later
// What the worker does with its session: commands at once, slices when they
// are due, views not more often than the eye can follow.
#pragma once
#include "ui/bridge/command.hpp"
#include "ui/bridge/mailbox.hpp"
#include "ui/bridge/session_port.hpp"

namespace vectorscope {

class RunLoop {
 public:
  static constexpr unsigned kViewsPerSecond = 60;
  /// Steps of one slice at full speed: the session ends it after about a millisecond anyway.
  static constexpr Step kSlice = 1'000'000;

  RunLoop(SessionPort& session, Mailbox& mailbox) : session_(session), mailbox_(mailbox) {}

  void obey(const Command& command);
  /// When there is something to do without a command; kForEver if never.
  [[nodiscard]] Clock::time_point wake_at() const;
  /// One slice, if it is due.
  void advance(Clock::time_point now);
  [[nodiscard]] bool running() const { return state_ != State::Paused; }

 private:
  /// Waiting: the run goes on as soon as an input wakes a core.
  enum class State { Paused, Running, Waiting };

  void act(const commands::OpenDemo& command);
  void act(const commands::Open& command);
  void act(const commands::OpenLab& command);
  void act(const commands::StepCore& command);
  void act(const commands::StepAll& command);
  void act(const commands::Run& command);
  void act(const commands::Pause& command);
  void act(const commands::Play& command);
  void act(const commands::PlayLine& command);
  void act(const commands::PlayStep& command);
  void act(const commands::SetSpeed& command);
  void act(const commands::Inject& command);
  void act(const commands::SelectCore& command);
  void act(const commands::FetchTimeline& command);

  void begin(Drive drive, bool to_next_line);
  /// False when nothing can go on.
  bool slice();
  [[nodiscard]] bool unhurried() const { return !to_next_line_ && !speed_.unlimited(); }
  void opened(const Result<void>& result);
  void pause();
  void nothing_to_run();
  void publish();
  void publish_at_frame_rate(Clock::time_point now);

  SessionPort& session_;
  Mailbox& mailbox_;
  State state_ = State::Paused;
  Drive drive_ = Drive::Nobody;
  bool to_next_line_ = false;
  Speed speed_;
  Pacer steps_{0};
  Pacer frames_{kViewsPerSecond};
};

}  // namespace vectorscope
