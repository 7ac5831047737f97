// SPDX-License-Identifier: GPL-2.0-or-later
// What each core was doing when, as spans, and what happened, as marks: built
// from the event log alone, without a painter, so that tests can count it.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "emu/base/types.hpp"
#include "emu/trace/event_log.hpp"

namespace vectorscope {

class Symbols;

/// What a lane shows. Each has a word and a colour in the theme.
enum class LaneState : std::uint8_t {
  NotStarted, Running, Handler, Busy, Spinning, Masked, Halted, Frozen, Dead
};
inline constexpr int kLaneStates = 9;
using StateTimes = std::array<Step, kLaneStates>;  ///< steps per state
const char* lane_state_word(LaneState state);  ///< "running", "in handler", "busy return"...

struct Span {
  Step begin = 0;
  Step end = 0;         ///< exclusive; a span that still lasts ends at Timeline::end()
  LaneState state = LaneState::NotStarted;
  Vector vector = 0;    ///< for Handler and Busy
};

/// A time in which a core held the same locks, or none. It holds a lock from its
/// swap of a slot to a busy handler until anybody swaps that slot again, dead or not.
struct Hold {
  Step begin = 0;
  Step end = 0;             ///< exclusive; as in a Span
  std::uint16_t slot = 0;   ///< the one taken last
  std::uint16_t locks = 0;  ///< how many; 0: none is held
};

/// Trouble: an access that nothing answers, or that a device refuses. Note: the
/// guest set a mark.
enum class MarkKind : std::uint8_t { Swap, IrqRaised, IrqAcknowledged, Eoi, Key, Ipi, Kill, Injected, Trouble, Note };

struct Mark {
  Step step = 0;
  MarkKind kind = MarkKind::Swap;
  CoreId core = kNoCore;      ///< lane; the sender for Ipi
  CoreId target = kNoCore;    ///< Ipi only
  std::uint32_t value = 0;    ///< slot, line, message
  std::size_t event = 0;      ///< index in the log
  Delivery outcome = Delivery::Accepted;  ///< Ipi only
  Step arrival = kNotArrived; ///< Ipi only: when the receiver took it
  static constexpr Step kNotArrived = ~Step{0};
};

/// Immutable; cheap to share between threads. Spans of a lane are sorted,
/// without gaps or overlap, from step 0 to end().
class Timeline {
 public:
  virtual ~Timeline() = default;
  [[nodiscard]] virtual unsigned lanes() const = 0;
  [[nodiscard]] virtual Step end() const = 0;
  [[nodiscard]] virtual std::size_t span_count(CoreId lane) const = 0;
  [[nodiscard]] virtual Span span(CoreId lane, std::size_t index) const = 0;
  /// Index of the span that holds `step`; O(log n).
  [[nodiscard]] virtual std::size_t span_at(CoreId lane, Step step) const = 0;
  /// The same when the answer is known to be `from` or a little more: O(log distance).
  [[nodiscard]] virtual std::size_t span_at(CoreId lane, Step step, std::size_t from) const = 0;
  /// Steps spent in `state` in [0, step); O(log n), from prefix sums.
  [[nodiscard]] virtual Step time_in(CoreId lane, LaneState state, Step step) const = 0;
  /// The same for all states at once; still one search.
  [[nodiscard]] virtual StateTimes times(CoreId lane, Step step) const = 0;
  /// The same where the span `index` begins; no search at all.
  [[nodiscard]] virtual StateTimes times_before(CoreId lane, std::size_t index) const = 0;
  /// Holds of a lane are sorted, without gaps or overlap, from step 0 to end().
  [[nodiscard]] virtual std::size_t hold_count(CoreId lane) const = 0;
  [[nodiscard]] virtual Hold hold(CoreId lane, std::size_t index) const = 0;
  /// Index of the hold that contains `step`; O(log n).
  [[nodiscard]] virtual std::size_t hold_at(CoreId lane, Step step) const = 0;
  /// Steps with any lock held before the hold `index` begins; no search at all.
  [[nodiscard]] virtual Step held_before(CoreId lane, std::size_t index) const = 0;
  [[nodiscard]] virtual std::size_t mark_count() const = 0;
  [[nodiscard]] virtual Mark mark(std::size_t index) const = 0;  ///< sorted by step
  [[nodiscard]] virtual std::size_t first_mark_at(Step step) const = 0;
  /// In words, for the hover: "core 1: slot 0x80 pmm_alloc_normal → pmm_alloc_busy, step 18 700".
  [[nodiscard]] virtual std::string describe(const Mark& mark) const = 0;
};

/// Follows a log as it grows; `snapshot` shares full chunks and copies the rest.
class TimelineBuilder {
 public:
  TimelineBuilder(unsigned cores, std::shared_ptr<const Symbols> symbols);
  ~TimelineBuilder();
  /// Takes every event of `log` that it has not seen, up to `now`. A log that
  /// has become shorter is another log: everything begins anew.
  void follow(const EventLog& log, Step now);
  [[nodiscard]] std::shared_ptr<const Timeline> snapshot() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vectorscope
