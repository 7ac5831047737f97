// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/trace/timeline.hpp"

#include <algorithm>

#include "emu/load/image.hpp"
#include "emu/trace/core_activity.hpp"
#include "emu/trace/lane_spans.hpp"
#include "emu/trace/lock_holders.hpp"
#include "emu/trace/mark_list.hpp"
#include "emu/trace/words.hpp"

namespace vectorscope {
namespace {

class BuiltTimeline final : public Timeline {
 public:
  BuiltTimeline(std::vector<LaneSpans> lanes, std::vector<LaneHolds> holds, MarkList marks,
                Step end, std::shared_ptr<const Symbols> symbols)
      : lanes_(std::move(lanes)), holds_(std::move(holds)), marks_(std::move(marks)), end_(end),
        symbols_(std::move(symbols)) {
    for (LaneSpans& lane : lanes_) lane.end_at(end_);
    for (LaneHolds& lane : holds_) lane.end_at(end_);
  }

  [[nodiscard]] unsigned lanes() const override { return static_cast<unsigned>(lanes_.size()); }
  [[nodiscard]] Step end() const override { return end_; }
  [[nodiscard]] std::size_t span_count(CoreId lane) const override { return lanes_[lane].count(); }
  [[nodiscard]] Span span(CoreId lane, std::size_t index) const override {
    return lanes_[lane].span(index, end_);
  }
  [[nodiscard]] std::size_t span_at(CoreId lane, Step step) const override {
    return lanes_[lane].find(step);
  }
  [[nodiscard]] std::size_t span_at(CoreId lane, Step step, std::size_t from) const override {
    return lanes_[lane].find(step, from);
  }
  [[nodiscard]] Step time_in(CoreId lane, LaneState state, Step step) const override {
    return times(lane, step)[static_cast<std::size_t>(state)];
  }
  [[nodiscard]] StateTimes times(CoreId lane, Step step) const override {
    return lanes_[lane].times(std::min(step, end_));
  }
  [[nodiscard]] StateTimes times_before(CoreId lane, std::size_t index) const override {
    return lanes_[lane].times_before(index);
  }
  [[nodiscard]] std::size_t hold_count(CoreId lane) const override { return holds_[lane].count(); }
  [[nodiscard]] Hold hold(CoreId lane, std::size_t index) const override {
    return holds_[lane].hold(index, end_);
  }
  [[nodiscard]] std::size_t hold_at(CoreId lane, Step step) const override {
    return holds_[lane].find(step);
  }
  [[nodiscard]] Step held_before(CoreId lane, std::size_t index) const override {
    return holds_[lane].held_before(index);
  }
  [[nodiscard]] std::size_t mark_count() const override { return marks_.count(); }
  [[nodiscard]] Mark mark(std::size_t index) const override { return marks_[index]; }
  [[nodiscard]] std::size_t first_mark_at(Step step) const override { return marks_.first_at(step); }
  [[nodiscard]] std::string describe(const Mark& mark) const override {
    const auto event = marks_.event_of(mark);
    if (!event) return {};
    std::string text = describe_event(*event, symbols_.get()) + ", step " + grouped(mark.step);
    if (mark.arrival != Mark::kNotArrived) text += ", taken at " + grouped(mark.arrival);
    return text;
  }

 private:
  std::vector<LaneSpans> lanes_;
  std::vector<LaneHolds> holds_;
  MarkList marks_;
  Step end_;
  std::shared_ptr<const Symbols> symbols_;
};

}  // namespace

struct TimelineBuilder::Impl {
  unsigned cores;
  std::shared_ptr<const Symbols> symbols;
  std::vector<CoreActivity> activity{};
  std::vector<LaneSpans> lanes{};
  LockHolders holders{};
  std::vector<LaneHolds> holds{};
  Marker marker{};
  std::size_t seen = 0;
  Step end = 0;

  void begin_anew() {
    activity.assign(cores, CoreActivity(symbols.get()));
    lanes.assign(cores, LaneSpans());
    holders = LockHolders(cores, symbols.get());
    holds.assign(cores, LaneHolds());
    marker = {};
    seen = 0;
    end = 0;
  }

  void take(const Event& event) {
    marker.take(event, seen);
    holders.take(event, holds);
    if (event.core >= cores) return;
    CoreActivity& core = activity[event.core];
    core.take(event.body);
    lanes[event.core].change(event.step, core.state(), core.vector());
  }
};

TimelineBuilder::TimelineBuilder(unsigned cores, std::shared_ptr<const Symbols> symbols)
    : impl_(new Impl{cores, std::move(symbols)}) {
  impl_->begin_anew();
}

TimelineBuilder::~TimelineBuilder() = default;

void TimelineBuilder::follow(const EventLog& log, Step now) {
  if (log.size() < impl_->seen) impl_->begin_anew();
  for (; impl_->seen < log.size() && log[impl_->seen].step <= now; ++impl_->seen)
    impl_->take(log[impl_->seen]);
  impl_->end = std::max(impl_->end, now);
}

std::shared_ptr<const Timeline> TimelineBuilder::snapshot() const {
  return std::make_shared<BuiltTimeline>(impl_->lanes, impl_->holds, impl_->marker.marks(),
                                         impl_->end, impl_->symbols);
}

}  // namespace vectorscope
