// SPDX-License-Identifier: GPL-2.0-or-later
// Commands from the window to the worker. Giving never waits for the machine.
#pragma once
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

#include "ui/bridge/command.hpp"

namespace vectorscope {

class CommandQueue {
 public:
  void give(Command command);
  /// Wakes the taker; nothing is taken any more.
  void close();
  [[nodiscard]] bool closed() const;

  /// The next command, or nothing when `until` has come or the queue is closed.
  std::optional<Command> take(Clock::time_point until);

  static constexpr Clock::time_point kForEver = Clock::time_point::max();

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Command> commands_;
  bool closed_ = false;
};

}  // namespace vectorscope
