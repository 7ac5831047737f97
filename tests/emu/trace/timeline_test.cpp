// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/trace/timeline.hpp"

#include <gtest/gtest.h>

#include "emu/load/image.hpp"

namespace vectorscope {
namespace {

using namespace events;

std::shared_ptr<const Symbols> kernel() {
  return std::make_shared<Symbols>(std::vector<Symbol>{
      {0x1000, 0x100, true, "pmm_alloc_normal"}, {0x1100, 0x100, true, "pmm_alloc_busy"}});
}

/// A log and what comes of it.
struct Recorded {
  Recorded() = default;
  EventLog log;
  void add(Step step, CoreId core, EventBody body) { log.append({step, core, body}); }
  [[nodiscard]] std::shared_ptr<const Timeline> upto(Step now, unsigned cores = 2) const {
    TimelineBuilder builder(cores, kernel());
    builder.follow(log, now);
    return builder.snapshot();
  }
};

InterruptEntry entry(Vector vector, std::uint16_t depth, std::uint32_t handler = 0) {
  return {vector, Cause::Software, depth, 0, handler};
}

std::string shape(const Timeline& timeline, CoreId lane) {
  std::string text;
  for (std::size_t i = 0; i < timeline.span_count(lane); ++i) {
    const Span s = timeline.span(lane, i);
    text += std::to_string(s.begin) + "-" + std::to_string(s.end) + " " + lane_state_word(s.state);
    if (s.vector) text += " " + std::to_string(s.vector);
    text += "; ";
  }
  return text;
}

TEST(Timeline, NothingHappened) {
  const auto t = Recorded().upto(100);
  EXPECT_EQ(t->lanes(), 2u);
  EXPECT_EQ(shape(*t, 0), "0-100 not started; ");
  EXPECT_EQ(t->time_in(0, LaneState::NotStarted, 40), 40u);
}

TEST(Timeline, EmptyWhenNoStepWasMade) {
  const auto t = Recorded().upto(0);
  EXPECT_EQ(t->span_count(0), 0u);
  EXPECT_EQ(t->time_in(0, LaneState::Running, 0), 0u);
  EXPECT_EQ(t->mark_count(), 0u);
}

TEST(Timeline, InterruptsNest) {
  Recorded r;
  r.add(0, 0, CoreStarted{});
  r.add(10, 0, entry(0x20, 1));
  r.add(20, 0, entry(0x80, 2));
  r.add(30, 0, InterruptExit{0x80, 1, 0});
  r.add(40, 0, InterruptExit{0x20, 0, 0});
  EXPECT_EQ(shape(*r.upto(50), 0),
            "0-10 running; 10-20 in handler 32; 20-30 in handler 128; 30-40 in handler 32; "
            "40-50 running; ");
}

TEST(Timeline, BusyWhileABusyFunctionRuns) {
  Recorded r;
  r.add(0, 0, CoreStarted{});
  r.add(10, 0, entry(0x80, 1, 0x1100));
  r.add(20, 0, InterruptExit{0x80, 0, 0});
  r.add(30, 0, entry(0x80, 1, 0x1000));
  r.add(35, 0, FunctionEnter{0x1100, 0});
  r.add(38, 0, FunctionExit{0x1100, 0xFFFFFFFF});
  r.add(40, 0, InterruptExit{0x80, 0, 0});
  EXPECT_EQ(shape(*r.upto(50), 0),
            "0-10 running; 10-20 busy return 128; 20-30 running; 30-35 in handler 128; "
            "35-38 busy return 128; 38-40 in handler 128; 40-50 running; ");
}

TEST(Timeline, BusyNoMoreOnceTheLockIsTaken) {
  Recorded r;
  r.add(0, 0, CoreStarted{});
  r.add(10, 0, entry(0x80, 1, 0x1100));
  r.add(15, 0, SlotSwap{0x80, 0x1000, 0x1100, 0});
  r.add(20, 0, InterruptExit{0x80, 0, 0});
  EXPECT_EQ(shape(*r.upto(30), 0),
            "0-10 running; 10-15 busy return 128; 15-20 in handler 128; 20-30 running; ");
}

TEST(Timeline, SpinningIsInterruptedAndGoesOn) {
  Recorded r;
  r.add(0, 0, CoreStarted{});
  r.add(10, 0, SpinBegin{});
  r.add(20, 0, entry(0x20, 1));
  r.add(30, 0, InterruptExit{0x20, 0, 0});
  r.add(40, 0, SpinEnd{});
  EXPECT_EQ(shape(*r.upto(50), 0),
            "0-10 running; 10-20 spinning; 20-30 in handler 32; 30-40 spinning; 40-50 running; ");
}

TEST(Timeline, HaltFreezeAndDeath) {
  Recorded r;
  r.add(0, 1, CoreStarted{});
  r.add(10, 1, CoreHalted{true});
  r.add(15, 1, CoreFrozen{});
  r.add(20, 1, CoreThawed{});
  r.add(25, 1, entry(0x21, 1));
  r.add(30, 1, CoreStopped{Stop::Killed, 0x1000});
  const auto t = r.upto(40);
  EXPECT_EQ(shape(*t, 1),
            "0-10 running; 10-15 halted; 15-20 frozen; 20-25 halted; 25-30 in handler 33; "
            "30-40 dead; ");
  ASSERT_EQ(t->mark_count(), 1u);
  EXPECT_EQ(t->mark(0).kind, MarkKind::Kill);
}

TEST(Timeline, AGuestsMarkStandsOnItsLane) {
  Recorded r;
  r.add(0, 1, CoreStarted{});
  r.add(10, 1, GuestMark{MarkSays::Note, 5, {"here"}});
  const auto t = r.upto(20);
  ASSERT_EQ(t->mark_count(), 1u);
  EXPECT_EQ(t->mark(0).kind, MarkKind::Note);
  EXPECT_EQ(t->mark(0).core, 1);
  EXPECT_EQ(t->mark(0).value, 5u);
  EXPECT_EQ(shape(*t, 1), "0-20 running; ") << "a mark decorates, no more";
}

TEST(Timeline, InitWaitsForStartup) {
  Recorded r;
  r.add(0, 1, CoreStarted{});
  r.add(10, 1, CoreStopped{Stop::Init, 0});
  r.add(20, 1, CoreStarted{});
  const auto t = r.upto(30);
  EXPECT_EQ(shape(*t, 1), "0-10 running; 10-20 not started; 20-30 running; ");
  EXPECT_EQ(t->mark_count(), 0u);
}

TEST(Timeline, ChangesWithinOneStepLeaveOneSpan) {
  Recorded r;
  r.add(0, 0, CoreStarted{});
  r.add(10, 0, CoreHalted{true});
  r.add(10, 0, CoreWoken{});
  r.add(10, 0, entry(0x20, 1));
  r.add(10, 0, InterruptExit{0x20, 0, 0});
  EXPECT_EQ(shape(*r.upto(20), 0), "0-20 running; ");
}

TEST(Timeline, AnEventAtTheEndHasNoSpanYet) {
  Recorded r;
  r.add(0, 0, CoreStarted{});
  r.add(20, 0, entry(0x20, 1));
  EXPECT_EQ(shape(*r.upto(20), 0), "0-20 running; ");
  EXPECT_EQ(shape(*r.upto(21), 0), "0-20 running; 20-21 in handler 32; ");
}

TEST(Timeline, FollowsNoFurtherThanNow) {
  Recorded r;
  r.add(0, 0, CoreStarted{});
  r.add(10, 0, SlotSwap{0x80, 0x1000, 0x1100, 0});
  r.add(20, 0, SlotSwap{0x80, 0x1100, 0x1000, 0});
  EXPECT_EQ(r.upto(15)->mark_count(), 1u);
  EXPECT_EQ(r.upto(20)->mark_count(), 2u);
}

TEST(Timeline, DescribesAMarkInWords) {
  Recorded r;
  r.add(18700, 1, SlotSwap{0x80, 0x1000, 0x1100, 0});
  const auto t = r.upto(20000);
  EXPECT_EQ(t->describe(t->mark(0)),
            "core 1: slot 0x80 pmm_alloc_normal \u2192 pmm_alloc_busy, step 18\u202F700");
}

/// "10-20 holds 128; ": what a core holds, and nothing of when it holds none.
std::string held(const Timeline& timeline, CoreId lane) {
  std::string text;
  for (std::size_t i = 0; i < timeline.hold_count(lane); ++i) {
    const Hold h = timeline.hold(lane, i);
    if (h.locks == 0) continue;
    text += std::to_string(h.begin) + "-" + std::to_string(h.end) + " holds " + std::to_string(h.slot);
    if (h.locks > 1) text += " and " + std::to_string(h.locks - 1) + " more";
    text += "; ";
  }
  return text;
}

TEST(Timeline, ALockIsHeldFromSwapToSwap) {
  Recorded r;
  r.add(10, 0, SlotSwap{0x80, 0x1000, 0x1100, 0});
  r.add(30, 0, SlotSwap{0x80, 0x1100, 0x1000, 0});
  r.add(40, 1, SlotSwap{0x80, 0x1000, 0x1100, 0});
  const auto t = r.upto(50);
  EXPECT_EQ(held(*t, 0), "10-30 holds 128; ");
  EXPECT_EQ(held(*t, 1), "40-50 holds 128; ");
  EXPECT_EQ(t->hold(0, t->hold_at(0, 9)).locks, 0);
  EXPECT_EQ(t->hold(0, t->hold_at(0, 10)).locks, 1);
  EXPECT_EQ(t->hold(0, t->hold_at(0, 29)).locks, 1);
  EXPECT_EQ(t->hold(0, t->hold_at(0, 30)).locks, 0);
  EXPECT_EQ(t->held_before(0, t->hold_at(0, 45)), 20u);
}

TEST(Timeline, TheDeadHoldTheirLocksUntilOneIsTakenOver) {
  Recorded r;
  r.add(10, 0, SlotSwap{0x80, 0x1000, 0x1100, 0});
  r.add(20, 0, CoreStopped{Stop::Killed, 0x1000});
  r.add(60, 1, SlotSwap{0x80, 0x1100, 0x1180, 0});
  r.add(70, 1, SlotSwap{0x80, 0x1180, 0x1000, 0});
  const auto t = r.upto(100);
  EXPECT_EQ(held(*r.upto(50), 0), "10-50 holds 128; ");
  EXPECT_EQ(held(*t, 0), "10-60 holds 128; ");
  EXPECT_EQ(held(*t, 1), "60-70 holds 128; ");
}

TEST(Timeline, TwoLocksAtOnce) {
  Recorded r;
  r.add(10, 0, SlotSwap{0x80, 0x1000, 0x1100, 0});
  r.add(20, 0, SlotSwap{0x21, 0x1000, 0x1100, 0});
  r.add(30, 1, SlotSwap{0x80, 0x1100, 0x1000, 0});
  r.add(30, 0, SlotSwap{0x21, 0x1100, 0x1000, 0});
  r.add(40, kNoCore, SlotSwap{0x21, 0x1000, 0x1100, 0});
  const auto t = r.upto(50);
  EXPECT_EQ(held(*t, 0), "10-20 holds 128; 20-30 holds 33 and 1 more; ");
  EXPECT_EQ(held(*t, 1), "");
}

TEST(Timeline, AHoldThatBeginsAtTheEndIsNotYetOne) {
  Recorded r;
  r.add(10, 0, SlotSwap{0x80, 0x1000, 0x1100, 0});
  EXPECT_EQ(held(*r.upto(10), 0), "");
  EXPECT_EQ(held(*r.upto(11), 0), "10-11 holds 128; ");
}

TEST(Timeline, ManyHoldsAndTheirSums) {
  Recorded r;
  for (Step step = 0; step < 10'000; step += 10) {
    r.add(step + 3, 0, SlotSwap{0x80, 0x1000, 0x1100, 0});
    r.add(step + 7, 0, SlotSwap{0x80, 0x1100, 0x1000, 0});
  }
  const auto t = r.upto(10'000);
  ASSERT_EQ(t->hold_count(0), 2001u);
  EXPECT_EQ(t->hold(0, t->hold_at(0, 5'005)).begin, 5'003u);
  EXPECT_EQ(t->held_before(0, t->hold_at(0, 5'005)), 2'000u);
  EXPECT_EQ(t->held_before(0, 2000), 4'000u);
}

TEST(Timeline, AnIpiKnowsWhenItArrived) {
  Recorded r;
  r.add(10, 0, IpiSent{1, 0xF1, Delivery::Accepted, Controller::IpiBus});
  r.add(12, 0, IpiSent{1, 0xF1, Delivery::Busy, Controller::IpiBus});
  r.add(25, 1, IpiReceived{0, 0xF1});
  const auto t = r.upto(30);
  ASSERT_EQ(t->mark_count(), 2u);
  EXPECT_EQ(t->mark(0).arrival, 25u);
  EXPECT_EQ(t->mark(0).target, 1);
  EXPECT_EQ(t->mark(1).arrival, Mark::kNotArrived);
  EXPECT_EQ(t->mark(1).outcome, Delivery::Busy);
}

TEST(Timeline, AnOverwrittenIpiNeverArrives) {
  Recorded r;
  r.add(10, 0, IpiSent{1, 0xF1, Delivery::Accepted, Controller::IpiBus});
  r.add(12, 2, IpiSent{1, 0xF1, Delivery::Overwritten, Controller::IpiBus});
  r.add(25, 1, IpiReceived{2, 0xF1});
  const auto t = r.upto(30, 3);
  EXPECT_EQ(t->mark(0).arrival, Mark::kNotArrived);
  EXPECT_EQ(t->mark(1).arrival, 25u);
}

TEST(Timeline, ASnapshotStaysAsItWas) {
  EventLog log;
  TimelineBuilder builder(1, nullptr);
  std::vector<std::shared_ptr<const Timeline>> pictures;
  for (Step step = 0; step < 5000; ++step) {
    log.append({step, 0, step % 2 ? EventBody(CoreHalted{true}) : EventBody(CoreStarted{})});
    if (step % 500 == 499) {
      builder.follow(log, step + 1);
      pictures.push_back(builder.snapshot());
    }
  }
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    EXPECT_EQ(pictures[i]->end(), 500 * (i + 1));
    EXPECT_EQ(pictures[i]->span_count(0), 500 * (i + 1));
    EXPECT_EQ(pictures[i]->span(0, 100).begin, 100u);
    EXPECT_EQ(pictures[i]->time_in(0, LaneState::Halted, 500), 250u);
  }
}

TEST(Timeline, AShorterLogIsAnotherLog) {
  TimelineBuilder builder(1, nullptr);
  Recorded first, second;
  first.add(0, 0, CoreStarted{});
  first.add(5, 0, CoreHalted{true});
  second.add(3, 0, CoreStarted{});
  builder.follow(first.log, 10);
  builder.follow(second.log, 8);
  EXPECT_EQ(shape(*builder.snapshot(), 0), "0-3 not started; 3-8 running; ");
}

TEST(Timeline, EventsOfUnknownCoresAreNoLanes) {
  Recorded r;
  r.add(1, 9, CoreStarted{});
  r.add(1, kNoCore, KeyPressed{0x1E});
  const auto t = r.upto(10);
  EXPECT_EQ(shape(*t, 0), "0-10 not started; ");
  EXPECT_EQ(t->mark_count(), 1u);
}

}  // namespace
}  // namespace vectorscope
