// SPDX-License-Identifier: GPL-2.0-or-later
// What happened at one step, in order, and when IPIs reached their receiver.
#pragma once
#include <deque>
#include <map>
#include <utility>

#include "emu/trace/chunked.hpp"
#include "emu/trace/timeline.hpp"

namespace vectorscope {

class MarkList {
 public:
  struct Entry {
    Mark mark;
    Event event;  ///< for words: the log may be on another thread
  };

  [[nodiscard]] std::size_t count() const { return entries_.size(); }
  [[nodiscard]] const Entry& operator[](std::size_t index) const { return entries_[index]; }
  [[nodiscard]] std::size_t first_at(Step step) const;
  /// The entry that `mark` is a copy of, or nullptr.
  [[nodiscard]] const Entry* entry_of(const Mark& mark) const;

  void add(const Entry& entry);
  void arrived(std::size_t index, Step step);

 private:
  Chunked<Step> steps_;  ///< of the entries: searching reads nothing else
  Chunked<Entry> entries_;
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
