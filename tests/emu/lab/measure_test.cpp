// SPDX-License-Identifier: GPL-2.0-or-later
// What is put side by side in the lab compare: the numbers that its text speaks of.
#include "emu/lab/measure.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "emu/lab/lab_file.hpp"
#include "emu/load/bundled.hpp"

namespace vectorscope {
namespace {

using testing::HasSubstr;

/// The table of one plan with those rows only.
Table measured(const std::string& plan, const std::vector<std::string>& rows, unsigned cores) {
  static const auto kernel = std::make_shared<const Image>(std::move(*bundled_kernel()));
  auto lab = *load_lab("compare");
  std::erase_if(lab.measures, [&](const MeasurePlan& each) { return each.name != plan; });
  for (auto& each : lab.measures) {
    std::erase_if(each.rows, [&](const Variant& row) {
      return std::find(rows.begin(), rows.end(), row.switches) == rows.end();
    });
  }
  auto table = measure(lab, kernel, {.cores = cores, .progress = {}});
  EXPECT_TRUE(table) << table.error().text;
  EXPECT_EQ(table->rows.size(), rows.size());
  return std::move(*table);
}

std::string cell(const Table& table, std::size_t row, const std::string& column) {
  const auto at = std::find(table.columns.begin(), table.columns.end(), column);
  EXPECT_NE(at, table.columns.end()) << column;
  return table.rows.at(row).at(static_cast<std::size_t>(at - table.columns.begin()));
}

int number(const Table& table, std::size_t row, const std::string& column) {
  return std::stoi(cell(table, row, column));
}

TEST(Compare, TheSwapScalesBecauseItExcludesNobody) {
  const std::vector<std::string> rows = {"lock=swap backoff=none", "lock=claim backoff=none"};
  const auto one = measured("locks", rows, 1), four = measured("locks", rows, 4);
  const std::string throughput = "sections in a million cycles", lost = "lost updates";
  EXPECT_GT(number(four, 0, throughput), 3 * number(one, 0, throughput));
  EXPECT_GT(number(four, 0, lost), 50);
  EXPECT_LT(number(four, 1, throughput), 2 * number(one, 1, throughput));
  EXPECT_EQ(number(four, 1, lost), 0);
  EXPECT_EQ(cell(four, 1, "lock"), "claim");
  EXPECT_EQ(cell(four, 1, "cores"), "4");
  EXPECT_EQ(cell(four, 0, "outcome"), "violated");
  EXPECT_EQ(cell(four, 1, "outcome"), "complete");
}

TEST(Compare, WhatWaitingCosts) {
  const auto table =
      measured("locks",
               {"lock=tas backoff=none", "lock=ttas backoff=none", "lock=ticket backoff=capped",
                "lock=ticket backoff=none", "lock=mutex backoff=none"},
               4);
  const std::string transfers = "line transfers in 100 sections";
  EXPECT_GT(number(table, 0, transfers), 3 * number(table, 1, transfers)) << "looks are cheap";
  EXPECT_LT(number(table, 2, "sections in a million cycles"),
            number(table, 3, "sections in a million cycles"))
      << "the next in line is still backing off";
  EXPECT_GT(number(table, 4, "IPIs in 100 sections"), 50);
  EXPECT_EQ(number(table, 3, "IPIs in 100 sections"), 0);
  EXPECT_LT(number(table, 4, "waiting instructions for each"),
            number(table, 3, "waiting instructions for each"));
  EXPECT_EQ(number(table, 3, "Jain's index in percent"), 100);
}

TEST(Compare, OnlyAStoppedSuspectCostsAFence) {
  const auto table =
      measured("recovery",
               {"lock=claim recovery=published backoff=none",
                "lock=claim recovery=halt backoff=none", "lock=claim recovery=epoch backoff=none"},
               2);
  EXPECT_EQ(number(table, 0, "cycles to fence"), 0);
  EXPECT_GT(number(table, 1, "cycles to fence"), 0);
  EXPECT_EQ(number(table, 2, "cycles to fence"), 0);
  for (std::size_t row = 0; row < 3; ++row) {
    EXPECT_EQ(number(table, row, "recoveries"), 1);
    EXPECT_GT(number(table, row, "cycles to detect"), 100 * number(table, row, "cycles to repair"));
  }
}

TEST(Compare, NobodyRecoversASpinlockOrWithThePublishedBackOffAnything) {
  const auto table = measured(
      "no recovery",
      {"lock=claim recovery=published backoff=published",
       "lock=ticket recovery=none backoff=capped", "lock=ticket recovery=none backoff=none"},
      2);
  for (std::size_t row = 0; row < 3; ++row) {
    EXPECT_EQ(number(table, row, "recoveries"), 0);
    EXPECT_EQ(cell(table, row, "outcome"), "incomplete");
  }
  EXPECT_LT(number(table, 0, "busy answers until then"), 32) << "1 << 31 pauses";
}

TEST(Compare, ThePublishedBackOffIsTheSlowestWhereSomebodyIsAlwaysInside) {
  const auto table =
      measured("locks", {"lock=claim backoff=capped", "lock=claim backoff=published"}, 8);
  EXPECT_LT(5 * number(table, 1, "sections in a million cycles"),
            4 * number(table, 0, "sections in a million cycles"));
  EXPECT_GT(number(table, 1, "longest wait in cycles"),
            5 * number(table, 0, "longest wait in cycles"));
}

TEST(Compare, WhoIsToldBusyWaitsWithInterruptsOnAndWhoSpinsInTheHandlerDoesNot) {
  const std::vector<std::string> rows = {"lock=claim", "lock=ticket"};
  const auto one = measured("int 80h", rows, 1), two = measured("int 80h", rows, 2);
  const std::string off = "longest with interrupts off";
  EXPECT_LT(2 * number(two, 0, off), 3 * number(one, 0, off)) << "no longer than the section";
  EXPECT_GT(2 * number(two, 1, off), 3 * number(one, 1, off)) << "and that of the other core";
}

TEST(Compare, ThroughTheInterruptTheWholeSectionIsDoneWithInterruptsOff) {
  const std::string section = "longest section in instructions",
                    off = "longest with interrupts off around a section",
                    throughout = "sections with interrupts off throughout in percent";
  const auto by_int =
      measured("int 80h", {"lock=swap", "lock=claim", "lock=claim section-irqs=on"}, 2);
  for (std::size_t row = 0; row < 3; ++row) {
    EXPECT_EQ(number(by_int, row, throughout), 100) << "the gate clears IF";
    EXPECT_GT(number(by_int, row, off), number(by_int, row, section));
    EXPECT_LT(number(by_int, row, off), 4 * number(by_int, row, section));
  }
  const auto by_call =
      measured("locks",
               {"lock=claim backoff=capped", "lock=claim backoff=capped section-irqs=on",
                "lock=tas backoff=capped"},
               4);
  EXPECT_EQ(number(by_call, 0, throughout), 100);
  EXPECT_EQ(number(by_call, 1, throughout), 0);
  EXPECT_EQ(number(by_call, 1, off), 0);
  EXPECT_GT(number(by_call, 2, off), 10 * number(by_call, 0, off)) << "it spins with them off";
}

TEST(Compare, AThreadKeepsInterruptsOffForAShortTimeAndCostsThroughput) {
  const std::vector<std::string> rows = {"irq=spl", "irq=spl-lazy", "irq=thread"};
  const auto brief = measured("interrupts", rows, 2);
  const auto long_ones = measured("interrupts, long sections", rows, 2);
  const std::string off = "longest with interrupts off";
  for (const auto* core : {"", ", core 0", ", core 1"})
    EXPECT_EQ(number(brief, 2, off + core), number(long_ones, 2, off + core))
        << "whatever the section does";
  for (const std::size_t level : {0u, 1u}) {
    EXPECT_LT(number(brief, 2, off), number(brief, level, off));
    EXPECT_LT(3 * number(brief, level, off), 2 * number(long_ones, level, off));
    EXPECT_LT(2 * number(long_ones, 2, "IRQ 4 mean latency in cycles"),
              number(long_ones, level, "IRQ 4 mean latency in cycles"))
        << "the device that needs no lock";
    EXPECT_LT(number(brief, 2, "sections in a million cycles"),
              number(brief, level, "sections in a million cycles"));
  }
}

TEST(Measure, WithoutAPlanThereIsNothingToMeasure) {
  const auto kernel = std::make_shared<const Image>(std::move(*bundled_kernel()));
  EXPECT_THAT(measure(*load_lab("twin-swap"), kernel).error().text,
              HasSubstr("nothing to measure"));
  EXPECT_THAT(measure(*load_lab("compare"), kernel, {.cores = 16, .progress = {}}).error().text,
              HasSubstr("measures nothing with 16 cores"));
}

}  // namespace
}  // namespace vectorscope
