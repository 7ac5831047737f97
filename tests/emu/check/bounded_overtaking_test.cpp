// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/bounded_overtaking.hpp"

#include <gtest/gtest.h>

#include "events_by_hand.hpp"

namespace vectorscope {
namespace {

using namespace by_hand;

struct BoundedOvertakingTest : testing::Test {
  static constexpr int kMost = 4;
  BoundedOvertaking checker{{kWork}, BusyAnswers{{kBusy}, {}}, {kAsk}, 2, kMost};
  Stream events{checker};

  Outcome outcome() { return checker.verdict().outcome; }
  void sections(CoreId core, int times) {
    for (int i = 0; i < times; ++i) events.section(core);
  }
};

TEST_F(BoundedOvertakingTest, NobodyWaitingIsNotExercised) {
  sections(0, 10);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

TEST_F(BoundedOvertakingTest, AsOftenAsAllowedHoldsOnceMoreViolates) {
  events.busy(1);
  sections(0, kMost);
  EXPECT_EQ(outcome(), Outcome::Holds);
  EXPECT_EQ(premise(checker, "most often overtaken"), 4u);
  sections(0, 1);
  EXPECT_EQ(outcome(), Outcome::Violated);
  EXPECT_EQ(checker.verdict().sentence,
            "core 1 has waited since step 2 and was overtaken more than 4 times by step 11");
}

TEST_F(BoundedOvertakingTest, WaitingBeginsAtTheCallOfAWaitingFunction) {
  events.enter(1, kAsk);
  sections(0, kMost + 1);
  EXPECT_EQ(outcome(), Outcome::Violated);
}

TEST_F(BoundedOvertakingTest, GettingInEndsTheWaiting) {
  events.busy(1);
  sections(0, kMost);
  sections(1, 1);
  sections(0, kMost);
  EXPECT_EQ(outcome(), Outcome::Holds);
  EXPECT_EQ(premise(checker, "longest wait in steps"), 9u);
}

TEST_F(BoundedOvertakingTest, ARunThatIsShorterThanAskedForSaysNothing) {
  BoundedOvertaking patient{{kWork}, BusyAnswers{{kBusy}, {}}, {kAsk}, 2, kMost, 10};
  Stream its(patient);
  its.busy(1);
  its.section(0);
  its.section(1);
  EXPECT_EQ(patient.verdict().outcome, Outcome::NotExercised);
  EXPECT_FALSE(patient.settled());
  for (int i = 0; i < 5; ++i) its.section(0);
  EXPECT_EQ(patient.verdict().outcome, Outcome::Holds);
  EXPECT_TRUE(patient.settled());
}

TEST_F(BoundedOvertakingTest, JainsIndexOfOneCoreAloneIsOneOverCores) {
  events.busy(1);
  sections(0, 4);
  EXPECT_EQ(premise(checker, "Jain's index in percent"), 50u);
  sections(1, 4);
  EXPECT_EQ(premise(checker, "Jain's index in percent"), 100u);
}

}  // namespace
}  // namespace vectorscope
