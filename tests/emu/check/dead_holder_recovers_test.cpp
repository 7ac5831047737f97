// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/dead_holder_recovers.hpp"

#include <gtest/gtest.h>

#include "events_by_hand.hpp"

namespace vectorscope {
namespace {

using namespace by_hand;

struct DeadHolderTest : testing::Test {
  static constexpr int kPatience = 5;
  DeadHolderRecovers checker{{.work = {kWork},
                              .recovered = kRecovered,
                              .busy = {{kBusy}, {kAsk}},
                              .cores = 3,
                              .patience = kPatience}};
  Stream events{checker};

  Outcome outcome() { return checker.verdict().outcome; }
  Stream& busy(CoreId core, int times) {
    for (int i = 0; i < times; ++i) events.busy(core);
    return events;
  }
  Stream& kill_holder() { return events.enter(0, kWork).stop(0); }
  Stream& recover(CoreId core) { return events.enter(core, kRecovered).leave(core, kRecovered); }
};

TEST_F(DeadHolderTest, RecoveredOnceAndAllocatedAgainHolds) {
  kill_holder();
  busy(1, 2);
  recover(1);
  EXPECT_FALSE(checker.settled());
  events.section(2);
  EXPECT_EQ(outcome(), Outcome::Holds);
  EXPECT_TRUE(checker.settled());
  EXPECT_EQ(premise(checker, "kills that hit a holder"), 1u);
  EXPECT_EQ(premise(checker, "busy answers"), 2u);
  EXPECT_EQ(premise(checker, "successes"), 1u);
  EXPECT_EQ(premise(checker, "recoveries"), 1u);
}

TEST_F(DeadHolderTest, NoKillIsNotExercised) {
  busy(1, kPatience);
  busy(2, kPatience);
  recover(1);
  events.section(1);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
  EXPECT_FALSE(checker.settled());
}

TEST_F(DeadHolderTest, AKillOutsideTheSectionIsNotExercised) {
  events.section(0).stop(0);
  busy(1, kPatience);
  busy(2, kPatience);
  recover(1);
  events.section(1);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
  EXPECT_EQ(premise(checker, "kills that hit a holder"), 0u);
  EXPECT_EQ(checker.verdict().sentence, "1 kills, none of a core inside");
}

TEST_F(DeadHolderTest, EverySurvivorOutOfPatienceViolates) {
  kill_holder();
  busy(1, kPatience);
  busy(2, kPatience - 1);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
  EXPECT_FALSE(checker.settled());
  events.busy(2);
  EXPECT_EQ(outcome(), Outcome::Violated);
  EXPECT_TRUE(checker.settled());
  EXPECT_EQ(checker.verdict().step, 2u + 2 * (2 * kPatience));
}

TEST_F(DeadHolderTest, OneSurvivorOutOfPatienceIsNotEnough) {
  kill_holder();
  busy(1, 10 * kPatience);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

TEST_F(DeadHolderTest, BusyAnswersBeforeTheKillDoNotCount) {
  events.enter(0, kWork);
  busy(1, kPatience);
  busy(2, kPatience);
  events.stop(0);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
  EXPECT_EQ(premise(checker, "busy answers"), 0u);
}

TEST_F(DeadHolderTest, ASuccessEndsTheWaiting) {
  kill_holder();
  busy(1, kPatience);
  recover(1);
  events.section(1);
  busy(2, kPatience);
  EXPECT_EQ(outcome(), Outcome::Holds);
}

TEST_F(DeadHolderTest, AnotherDeadCoreIsNotASurvivor) {
  events.stop(2);
  kill_holder();
  busy(1, kPatience);
  EXPECT_EQ(outcome(), Outcome::Violated);
}

TEST_F(DeadHolderTest, RecoveringTwiceViolates) {
  kill_holder();
  busy(1, 1);
  recover(1);
  events.section(1);
  recover(2);
  EXPECT_EQ(outcome(), Outcome::Violated);
  EXPECT_NE(checker.verdict().sentence.find("again"), std::string::npos);
}

TEST_F(DeadHolderTest, ARecoveryBeforeTheKillDoesNotCount) {
  recover(2);
  kill_holder();
  busy(1, 1);
  recover(1);
  events.section(1);
  EXPECT_EQ(outcome(), Outcome::Holds);
}

TEST_F(DeadHolderTest, ASectionThatBeganBeforeTheKillIsNoSuccess) {
  events.enter(0, kWork).enter(1, kWork).stop(0).leave(1, kWork, 0x5000);
  busy(2, 1);
  recover(2);
  EXPECT_EQ(premise(checker, "successes"), 0u);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

TEST_F(DeadHolderTest, ASuccessWithoutARecoveryWasNoStuckLock) {
  kill_holder();
  busy(1, 1);
  events.section(1);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
  EXPECT_FALSE(checker.settled());
}

TEST_F(DeadHolderTest, ARecoveryWithoutASuccessDoesNotHold) {
  kill_holder();
  busy(1, 1);
  recover(1);
  events.enter(1, kWork);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

TEST_F(DeadHolderTest, WithoutABusyAnswerTheLockWasNotHeld) {
  kill_holder();
  recover(1);
  events.section(1);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

TEST_F(DeadHolderTest, OnlyAKillIsTheDeathOfAHolder) {
  events.enter(0, kWork).stop(0, Stop::TripleFault);
  busy(1, kPatience);
  busy(2, kPatience);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

TEST_F(DeadHolderTest, TheInitOfTheDeadCoreChangesNothing) {
  kill_holder();
  busy(1, 1);
  events.stop(0, Stop::Init);
  recover(1);
  events.section(1);
  EXPECT_EQ(outcome(), Outcome::Holds);
  EXPECT_EQ(premise(checker, "kills that hit a holder"), 1u);
}

TEST_F(DeadHolderTest, MinusOneFromAnAskingFunctionIsABusyAnswer) {
  kill_holder();
  for (int i = 0; i < kPatience; ++i) events.leave(1, kAsk, ~0u).leave(2, kAsk, ~0u);
  EXPECT_EQ(outcome(), Outcome::Violated);
}

}  // namespace
}  // namespace vectorscope
