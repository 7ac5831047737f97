// SPDX-License-Identifier: GPL-2.0-or-later
// What happened at one step, in order, and when IPIs reached their receiver.
#pragma once
#include <deque>
#include <map>
#include <optional>
#include <utility>

#include "emu/trace/chunked.hpp"
#include "emu/trace/timeline.hpp"

namespace vectorscope {

class MarkList {
 public:
  [[nodiscard]] std::size_t count() const { return steps_.size(); }
  [[nodiscard]] Mark operator[](std::size_t index) const;
  [[nodiscard]] std::size_t first_at(Step step) const;
  /// The event that made `mark`; the log itself may be on another thread.
  [[nodiscard]] std::optional<Event> event_of(const Mark& mark) const;

  /// Nothing happens for an event that leaves no mark. `index`: in the log.
  void add(const Event& event, std::size_t index);
  void arrived(std::size_t index, Step step);

 private:
  /// There may be millions: the rest of a Mark is worked out when asked for.
  struct Entry {
    EventBody body;
    std::uint32_t event = 0;
    std::uint32_t ipi = 0;  ///< place in `arrivals_`, for IPIs
    CoreId core = kNoCore;
  };

  Chunked<Step> steps_;  ///< by themselves: searching reads nothing else
  Chunked<Entry> entries_;
  Chunked<Step> arrivals_;
};

/// Turns events into marks.
class Marker {
 public:
  void take(const Event& event, std::size_t index);
  [[nodiscard]] const MarkList& marks() const { return marks_; }

 private:
  using Wire = std::pair<CoreId, CoreId>;  ///< sender, receiver

  void sent(const Event& event, std::size_t index);
  void received(const Event& event);

  MarkList marks_;
  std::map<Wire, std::deque<std::size_t>> waiting_;  ///< marks of IPIs under way
};

}  // namespace vectorscope
