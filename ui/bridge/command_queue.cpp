// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/bridge/command_queue.hpp"

#include <utility>

namespace vectorscope {

void CommandQueue::give(Command command) {
  {
    const std::lock_guard lock(mutex_);
    commands_.push_back(std::move(command));
  }
  changed_.notify_one();
}

void CommandQueue::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  changed_.notify_one();
}

bool CommandQueue::closed() const {
  const std::lock_guard lock(mutex_);
  return closed_;
}

std::optional<Command> CommandQueue::take(Clock::time_point until) {
  std::unique_lock lock(mutex_);
  const auto ready = [this] { return closed_ || !commands_.empty(); };
  // wait_until(max) overflows in some libraries, hence the two branches.
  if (until == kForEver) {
    changed_.wait(lock, ready);
  } else {
    changed_.wait_until(lock, until, ready);
  }
  if (closed_ || commands_.empty()) return std::nullopt;
  Command command = std::move(commands_.front());
  commands_.pop_front();
  return command;
}

}  // namespace vectorscope
