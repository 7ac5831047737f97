// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever the events are, the spans tile the time and the sums are right.
#include <random>

#include <gtest/gtest.h>

#include "emu/load/image.hpp"
#include "emu/trace/timeline.hpp"

namespace vectorscope {
namespace {

using namespace events;

EventBody any_body(std::mt19937& random) {
  const auto below = [&random](unsigned n) { return static_cast<std::uint32_t>(random() % n); };
  switch (below(14)) {
    case 0: return CoreStarted{};
    case 1: return CoreStopped{Stop(below(4)), 0};
    case 2: return CoreHalted{true};
    case 3: return CoreWoken{};
    case 4: return CoreFrozen{};
    case 5: return CoreThawed{};
    case 6: return SpinBegin{};
    case 7: return SpinEnd{};
    case 8: return SlotSwap{0x80, 0, 0x1000, 0};
    case 9: return IpiSent{CoreId(below(4)), below(3), Delivery(below(5)), Controller::IpiBus};
    case 10: return IpiReceived{CoreId(below(4)), below(3)};
    case 11: return FunctionEnter{0x1000 * below(3), 0};
    case 12: return InterruptExit{Vector(below(256)), std::uint16_t(below(4)), 0};
    default:
      return InterruptEntry{Vector(below(256)), Cause::Software, std::uint16_t(below(5)), 0,
                            0x1000 * below(3)};
  }
}

class RandomEvents : public ::testing::TestWithParam<unsigned> {
 protected:
  void SetUp() override {
    std::mt19937 random(GetParam());
    TimelineBuilder builder(kCores, std::make_shared<Symbols>(std::vector<Symbol>{
                                        {0x1000, 16, true, "a_busy"}, {0x2000, 16, true, "a"}}));
    EventLog log;
    Step step = 0;
    for (int i = 0; i < 12'000; ++i) {
      step += random() % 4;  // also several events in one step
      log.append({step, CoreId(random() % (kCores + 1)), any_body(random)});
      if (random() % 1000 == 0) {
        builder.follow(log, step);
        (void)builder.snapshot();  // shares chunks with what follows
      }
    }
    builder.follow(log, step + random() % 3);
    timeline = builder.snapshot();
  }

  static constexpr unsigned kCores = 3;
  std::shared_ptr<const Timeline> timeline;
};
INSTANTIATE_TEST_SUITE_P(Seeds, RandomEvents, ::testing::Range(0u, 12u));

TEST_P(RandomEvents, SpansTileTheTime) {
  for (CoreId lane = 0; lane < kCores; ++lane) {
    Step at = 0;
    for (std::size_t i = 0; i < timeline->span_count(lane); ++i) {
      const Span span = timeline->span(lane, i);
      ASSERT_EQ(span.begin, at);
      ASSERT_LT(span.begin, span.end);
      at = span.end;
    }
    EXPECT_EQ(at, timeline->end());
  }
}

TEST_P(RandomEvents, NeighboursDiffer) {
  for (CoreId lane = 0; lane < kCores; ++lane)
    for (std::size_t i = 1; i < timeline->span_count(lane); ++i) {
      const Span a = timeline->span(lane, i - 1), b = timeline->span(lane, i);
      ASSERT_TRUE(a.state != b.state || a.vector != b.vector) << "span " << i;
    }
}

TEST_P(RandomEvents, SearchFindsTheHolder) {
  for (CoreId lane = 0; lane < kCores; ++lane)
    for (std::size_t i = 0; i < timeline->span_count(lane); ++i) {
      const Span span = timeline->span(lane, i);
      ASSERT_EQ(timeline->span_at(lane, span.begin), i);
      ASSERT_EQ(timeline->span_at(lane, span.end - 1), i);
      ASSERT_EQ(timeline->span_at(lane, span.end - 1, i / 2), i);
      ASSERT_EQ(timeline->span_at(lane, span.begin, i), i);
    }
}

TEST_P(RandomEvents, SumsEqualANaiveCount) {
  for (CoreId lane = 0; lane < kCores; ++lane) {
    StateTimes naive{};
    Step step = 0;
    for (std::size_t i = 0; i < timeline->span_count(lane); ++i)
      for (const Span span = timeline->span(lane, i); step < span.end; ++step) {
        ASSERT_EQ(timeline->times(lane, step), naive) << "step " << step;
        if (step == span.begin) {
          ASSERT_EQ(timeline->times_before(lane, i), naive);
        }
        ++naive[std::size_t(span.state)];
      }
    EXPECT_EQ(timeline->times(lane, step), naive);
    EXPECT_EQ(timeline->time_in(lane, LaneState::Dead, step), naive[std::size_t(LaneState::Dead)]);
    EXPECT_EQ(timeline->times(lane, step + 1000), naive) << "nothing lasts beyond the end";
  }
}

TEST_P(RandomEvents, MarksAreSortedAndFound) {
  for (std::size_t i = 1; i < timeline->mark_count(); ++i) {
    const Mark mark = timeline->mark(i);
    ASSERT_LE(timeline->mark(i - 1).step, mark.step);
    const std::size_t first = timeline->first_mark_at(mark.step);
    ASSERT_LE(first, i);
    ASSERT_EQ(timeline->mark(first).step, mark.step);
    if (mark.arrival != Mark::kNotArrived) {
      ASSERT_GE(mark.arrival, mark.step);
    }
    ASSERT_FALSE(timeline->describe(mark).empty());
  }
}

}  // namespace
}  // namespace vectorscope
