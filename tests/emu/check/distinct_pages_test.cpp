// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/distinct_pages.hpp"

#include <gtest/gtest.h>

#include "events_by_hand.hpp"

namespace vectorscope {
namespace {

using namespace by_hand;

struct DistinctPagesTest : testing::Test {
  DistinctPages checker{kWork, kFree};
  Stream events{checker};

  Outcome outcome() { return checker.verdict().outcome; }
};

TEST_F(DistinctPagesTest, OnePageIsNotExercised) {
  events.section(0, 0x5000);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

TEST_F(DistinctPagesTest, DifferentPagesHold) {
  events.section(0, 0x5000).section(1, 0x6000);
  EXPECT_EQ(outcome(), Outcome::Holds);
  EXPECT_EQ(premise(checker, "pages handed out"), 2u);
  EXPECT_FALSE(checker.settled());
}

TEST_F(DistinctPagesTest, TheSamePageTwiceViolatesAndSaysToWhom) {
  events.section(0, 0x5000).section(1, 0x5000);
  EXPECT_EQ(outcome(), Outcome::Violated);
  EXPECT_TRUE(checker.settled());
  EXPECT_EQ(checker.verdict().step, 4u);
  EXPECT_EQ(checker.verdict().sentence,
            "at step 4 core 1 got page 0x5000, which core 0 had since step 2");
}

TEST_F(DistinctPagesTest, TheSameCoreGettingItTwiceViolatesToo) {
  events.section(0, 0x5000).section(0, 0x5000);
  EXPECT_EQ(outcome(), Outcome::Violated);
}

TEST_F(DistinctPagesTest, AFreedPageMayBeHandedOutAgain) {
  events.section(0, 0x5000).enter(1, kFree, 0x5000).section(1, 0x5000);
  EXPECT_EQ(outcome(), Outcome::Holds);
  EXPECT_EQ(premise(checker, "pages given back"), 1u);
}

TEST_F(DistinctPagesTest, FreeingAnotherPageDoesNotExcuse) {
  events.section(0, 0x5000).enter(0, kFree, 0x6000).section(1, 0x5000);
  EXPECT_EQ(outcome(), Outcome::Violated);
  EXPECT_EQ(premise(checker, "pages given back"), 0u);
}

TEST_F(DistinctPagesTest, APageFreedOnceMayBeHandedOutOnce) {
  events.section(0, 0x5000).enter(0, kFree, 0x5000).section(1, 0x5000).section(2, 0x5000);
  EXPECT_EQ(outcome(), Outcome::Violated);
}

TEST_F(DistinctPagesTest, RefusalsAreNoPages) {
  for (const std::uint32_t answer : {0u, 0xFFFF'FFFFu, 0xFFFF'FFFEu, 0xFFFF'FFFDu}) {
    events.section(0, answer).section(1, answer);
  }
  EXPECT_EQ(outcome(), Outcome::NotExercised);
  EXPECT_EQ(premise(checker, "pages handed out"), 0u);
}

TEST_F(DistinctPagesTest, ResultsOfOtherFunctionsAreNoPages) {
  events.leave(0, kOther, 0x5000).leave(1, kOther, 0x5000);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

TEST_F(DistinctPagesTest, WithoutAFreeFunctionNothingIsGivenBack) {
  DistinctPages strict{kWork, 0};
  Stream(strict).section(0, 0x5000).enter(0, 0, 0x5000).section(1, 0x5000);
  EXPECT_EQ(strict.verdict().outcome, Outcome::Violated);
}

}  // namespace
}  // namespace vectorscope
