// SPDX-License-Identifier: GPL-2.0-or-later
// The one log. Events are appended in step order and never change.
#pragma once
#include <cstddef>
#include <deque>

#include "emu/trace/event.hpp"

namespace vectorscope {

class EventLog {
 public:
  /// A full log keeps what it has, counts what it drops and says so once.
  explicit EventLog(std::size_t capacity = 20'000'000) : capacity_(capacity) {}

  /// Returns false when the event was dropped.
  bool append(Event event) {
    if (events_.size() >= capacity_) { ++dropped_; return false; }
    events_.push_back(event);
    return true;
  }

  [[nodiscard]] std::size_t size() const { return events_.size(); }
  [[nodiscard]] const Event& operator[](std::size_t index) const { return events_[index]; }
  [[nodiscard]] auto begin() const { return events_.begin(); }
  [[nodiscard]] auto end() const { return events_.end(); }
  [[nodiscard]] std::uint64_t dropped() const { return dropped_; }

 private:
  std::size_t capacity_;
  std::uint64_t dropped_ = 0;
  std::deque<Event> events_;
};

}  // namespace vectorscope
