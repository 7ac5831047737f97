// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/held_columns.hpp"

#include <gtest/gtest.h>

#include "tests/ui/timeline/invented.hpp"
#include "ui/timeline/hit.hpp"

namespace vectorscope {
namespace {

using Holds = std::vector<std::pair<Step, Step>>;

std::shared_ptr<const Timeline> holding(const Holds& holds, Step end) {
  EventLog log;
  for (const auto& [from, to] : holds) {
    log.append({from, 0, events::SlotSwap{0x80, 0x1000, 0x1100, 0}});
    if (to < end) log.append({to, 0, events::SlotSwap{0x80, 0x1100, 0x1000, 0}});
  }
  return timeline_of(log, 1, end);
}

/// A character for each column: a quarter's number, or a dot.
std::string columns_of(const Timeline& timeline, double begin, double end, int columns) {
  std::string text(std::size_t(columns), '.');
  for (const HeldRun& run : held_columns(timeline, 0, {begin, end, columns}))
    for (int at = run.column; at < run.column + run.columns; ++at) {
      EXPECT_EQ(text.at(std::size_t(at)), '.');
      text[std::size_t(at)] = static_cast<char>('0' + run.quarters);
    }
  return text;
}

TEST(HeldColumns, NothingHeldNothingDrawn) {
  EXPECT_EQ(columns_of(*holding({}, 100), 0, 100, 10), "..........");
  EXPECT_EQ(columns_of(*holding({}, 0), 0, 100, 10), "..........");
}

TEST(HeldColumns, WholeColumns) {
  const auto t = holding({{20, 50}, {70, 80}}, 100);
  EXPECT_EQ(columns_of(*t, 0, 100, 10), "..444..4..");
  EXPECT_EQ(columns_of(*t, 0, 200, 10), ".422......");
}

TEST(HeldColumns, PartsRoundUpAndNeverVanish) {
  const auto t = holding({{1, 2}, {10, 15}, {21, 22}, {23, 24}, {28, 29}}, 100);
  EXPECT_EQ(columns_of(*t, 0, 100, 10), "122.......");
}

TEST(HeldColumns, CloserThanAStep) {
  const auto t = holding({{1, 3}}, 100);
  EXPECT_EQ(columns_of(*t, 0, 5, 10), "..4444....");
}

TEST(HeldColumns, EndsWithTheTimeline) {
  const auto t = holding({{90, 100}}, 100);
  EXPECT_EQ(columns_of(*t, 80, 120, 4), ".4..");
  EXPECT_EQ(columns_of(*t, 95, 105, 10), "44444.....");
}

TEST(HeldColumns, AsCountedByHand) {
  Holds holds;
  for (Step step = 3; step < 5'000; step += 17) holds.emplace_back(step, step + step % 13 + 1);
  const auto t = holding(holds, 5'000);
  for (const int width : {16, 50, 333, 5'000}) {
    const double begin = 123, end = 4'321;
    const StepScale scale{begin, end, width};
    const std::string drawn = columns_of(*t, begin, end, width);
    for (int column = 0; column < width; ++column) {
      const Step from = scale.first_step(column);
      const Step to = std::max(from + 1, scale.first_step(column + 1));
      Step held = 0;
      for (const auto& [a, b] : holds)
        if (a < to && b > from) held += std::min(b, to) - std::max(a, from);
      const Step quarters = (held * 4 + (to - from) - 1) / (to - from);
      const char wanted = held ? static_cast<char>('0' + quarters) : '.';
      EXPECT_EQ(drawn[std::size_t(column)], wanted) << column << " of " << width;
    }
  }
}

TEST(HeldColumns, TheHoverSaysSince) {
  const auto t = holding({{20, 50}}, 100);
  EXPECT_EQ(describe_hold(*t, 0, 49), "; holds the lock in slot 0x80 since step 20");
  EXPECT_EQ(describe_hold(*t, 0, 50), "");
}

}  // namespace
}  // namespace vectorscope
