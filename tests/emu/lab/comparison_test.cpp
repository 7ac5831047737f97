// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/comparison.hpp"

#include <gmock/gmock.h>

namespace vectorscope {
namespace {

using testing::ElementsAre;

Lab lab_with(std::vector<std::string> checkers) {
  Lab lab;
  lab.name = "locks";
  lab.title = "Locks";
  for (auto& kind : checkers) lab.checkers.push_back({std::move(kind), {}, {}});
  return lab;
}

VariantResult result_of(std::string variant, std::vector<std::vector<Premise>> premises) {
  VariantResult result;
  result.variant = std::move(variant);
  result.outcome = result.directed.outcome = Outcome::Holds;
  for (auto& each : premises)
    result.directed.verdicts.push_back({Outcome::Holds, 0, "", std::move(each)});
  return result;
}

Comparison two_locks() {
  const auto lab = lab_with({"kept", "cost"});
  Comparison comparison;
  comparison.add(
      lab, result_of("tas", {{{"moved", 10}, {"busy", 3}}, {{"sections", 10}, {"steps", 70}}}));
  comparison.add(lab, result_of("tas-none",
                                {{{"moved", 10}, {"busy", 9}}, {{"sections", 10}, {"steps", 50}}}));
  return comparison;
}

TEST(Comparison, HasAColumnForEachCountAndPairsALockWithItsControl) {
  const auto comparison = two_locks();
  EXPECT_THAT(comparison.columns, ElementsAre("moved", "busy", "sections", "steps"));
  EXPECT_THAT(comparison.groups(), ElementsAre("tas"));
  EXPECT_TRUE(comparison.has_controls());
  EXPECT_EQ(comparison.row("tas", true)->values.at(3), 50u);
  EXPECT_EQ(comparison.row("ticket", false), nullptr);
}

TEST(Comparison, TellsFirstWhatTheLastCheckerCountsAndLeavesOutWhatIsAlwaysTheSame) {
  EXPECT_THAT(two_locks().telling_columns(), ElementsAre(3u, 1u));
}

TEST(Comparison, NamesTheCheckerWhereTwoCountSomethingOfOneName) {
  Comparison comparison;
  comparison.add(lab_with({"a", "b"}), result_of("x", {{{"busy", 1}}, {{"busy", 2}}}));
  EXPECT_THAT(comparison.columns, ElementsAre("a: busy", "b: busy"));
}

TEST(Comparison, ARowThatLacksACountIsEmptyThere) {
  auto comparison = two_locks();
  comparison.add(lab_with({"kept"}), result_of("mutex", {{{"moved", 8}}}));
  EXPECT_FALSE(comparison.rows.back().values.at(3));
  EXPECT_THAT(comparison_csv(comparison), testing::HasSubstr("\r\nmutex,holds,8,,,\r\n"));
}

TEST(Comparison, CsvQuotesByRfc4180) {
  Comparison comparison;
  comparison.add(lab_with({"a"}), result_of("x, \"y\"", {{{"n", 1}}}));
  EXPECT_EQ(comparison_csv(comparison), "variant,verdict,n\r\n\"x, \"\"y\"\"\",holds,1\r\n");
}

TEST(Comparison, OfAMeasureGroupsByWhatDiffersButBackOff) {
  const Table table{{"measure", "cores", "lock", "backoff", "recovery", "outcome", "sections",
                     "lost updates", "waits"},
                    {{"locks", "2", "swap", "capped", "", "violated", "30", "4", ""},
                     {"locks", "2", "tas", "capped", "", "complete", "20", "0", ""},
                     {"locks", "2", "tas", "none", "", "incomplete", "10", "0", ""},
                     {"locks", "2", "tas", "published", "", "complete", "9", "0", ""},
                     {"locks", "3", "tas", "none", "", "complete", "11", "0", ""},
                     {"recovery", "2", "tas", "", "halt", "complete", "", "", "7"}}};
  const auto comparison = comparison_of(lab_with({}), table, "locks", 2);
  ASSERT_EQ(comparison.rows.size(), 4u);
  EXPECT_THAT(comparison.columns, ElementsAre("sections", "lost updates"));
  EXPECT_THAT(comparison.groups(), ElementsAre("swap", "tas", "tas back-off published"));
  EXPECT_EQ(comparison.row("swap", false)->outcome, Outcome::Violated);
  EXPECT_EQ(comparison.row("tas", false)->outcome, Outcome::Holds);
  EXPECT_EQ(comparison.row("tas", true)->outcome, Outcome::NotExercised)
      << "it did not get to its end";
  EXPECT_EQ(comparison.row("tas", true)->variant, "tas-none");
  EXPECT_TRUE(comparison_of(lab_with({}), table, "locks", 4).rows.empty());
}

TEST(Comparison, ASwitchThatIsOnOrOffIsNamed) {
  const Table table{{"measure", "cores", "lock", "section-irqs", "outcome", "sections"},
                    {{"locks", "2", "tas", "", "complete", "40"},
                     {"locks", "2", "swap", "", "complete", "30"},
                     {"locks", "2", "swap", "on", "complete", "20"}}};
  EXPECT_THAT(comparison_of(lab_with({}), table, "locks", 2).groups(),
              ElementsAre("tas", "swap", "swap section-irqs=on"));
}

}  // namespace
}  // namespace vectorscope
