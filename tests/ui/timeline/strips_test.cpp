// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/strips.hpp"

#include <numeric>

#include <gtest/gtest.h>

#include "tests/ui/timeline/invented.hpp"

namespace vectorscope {
namespace {

constexpr int kHeight = 12;

/// Columns are covered once each, from the first to the last that holds a step.
void expect_tiled(const std::vector<Strip>& strips, int columns) {
  int at = 0;
  for (const Strip& strip : strips) {
    ASSERT_EQ(strip.column, at);
    ASSERT_GT(strip.columns, 0);
    at += strip.columns;
  }
  EXPECT_EQ(at, columns);
}

TEST(Strips, WideSpansAreDrawnAsTheyAre) {
  const auto strips = strips_of(*invented(), 0, {0, 1000, 100}, kHeight);
  ASSERT_EQ(strips.size(), 3u);
  EXPECT_EQ(strips[1].column, 20);
  EXPECT_EQ(strips[1].columns, 20);
  EXPECT_EQ(strips[1].state, LaneState::Handler);
  EXPECT_EQ(strips[1].vector, 0x80);
  expect_tiled(strips, 100);
}

TEST(Strips, ARareSpanIsNeverLost) {
  EventLog log;
  log.append({0, 0, events::CoreStarted{}});
  log.append({500'003, 0, events::CoreHalted{true}});
  log.append({500'004, 0, events::CoreWoken{}});
  const auto strips = strips_of(*timeline_of(log, 1, 1'000'000), 0, {0, 1e6, 100}, kHeight);
  ASSERT_EQ(strips.size(), 3u);
  EXPECT_EQ(strips[1].column, 50);
  EXPECT_EQ(strips[1].columns, 1);
  EXPECT_EQ(strips[1].state, LaneState::Halted);
}

TEST(Strips, ABoundaryGoesToWhoHasMoreOfTheColumn) {
  EventLog log;
  log.append({0, 0, events::CoreStarted{}});
  log.append({57, 0, events::CoreHalted{true}});
  const auto strips = strips_of(*timeline_of(log, 1, 100), 0, {0, 100, 10}, kHeight);
  ASSERT_EQ(strips.size(), 2u);
  EXPECT_EQ(strips[0].columns, 6);
}

TEST(Strips, ManySpansInAColumnAreStackedByTime) {
  const auto strips = strips_of(*flickering(100'000, 10), 0, {0, 1e5, 100}, kHeight);
  ASSERT_EQ(strips.size(), 1u) << "all columns look the same";
  EXPECT_TRUE(strips[0].stacked);
  EXPECT_EQ(strips[0].heights[std::size_t(LaneState::Running)], 6);
  EXPECT_EQ(strips[0].heights[std::size_t(LaneState::Halted)], 6);
}

TEST(Strips, NothingAfterTheEnd) {
  const auto strips = strips_of(*invented(), 0, {500, 1500, 100}, kHeight);
  expect_tiled(strips, 50);
}

TEST(Strips, CloserThanOneStepPerColumn) {
  const auto strips = strips_of(*invented(), 0, {195, 205, 1000}, kHeight);
  ASSERT_EQ(strips.size(), 2u);
  EXPECT_EQ(strips[0].columns, 500);
  EXPECT_EQ(strips[1].state, LaneState::Handler);
  expect_tiled(strips, 1000);
}

TEST(Strips, NoStepsNoStrips) {
  EXPECT_TRUE(strips_of(*timeline_of(EventLog(), 1, 0), 0, {0, 16, 100}, kHeight).empty());
}

TEST(Strips, AnyScaleTilesTheColumns) {
  std::mt19937 random(5);
  const auto timeline = flickering(10'000, 3);
  for (int i = 0; i < 500; ++i) {
    const double begin = double(random() % 9000), width = 16 + double(random() % 1000);
    const int columns = 1 + int(random() % 700);
    const auto strips = strips_of(*timeline, 0, {begin, begin + width, columns}, kHeight);
    if (begin + width <= 10'000) expect_tiled(strips, columns);
  }
}

TEST(StackedHeights, AddUpAndForgetNobody) {
  std::mt19937 random(3);
  for (int i = 0; i < 1000; ++i) {
    StateTimes times{};
    for (Step& time : times) time = random() % 3 == 0 ? 0 : Step{1} << (random() % 30);
    times[1] = 1;
    const auto heights = stacked_heights(times, kHeight);
    EXPECT_EQ(std::accumulate(heights.begin(), heights.end(), 0), kHeight);
    for (std::size_t s = 0; s < times.size(); ++s) EXPECT_EQ(heights[s] > 0, times[s] > 0);
  }
}

}  // namespace
}  // namespace vectorscope
