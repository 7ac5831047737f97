// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/mutual_exclusion.hpp"

#include <gtest/gtest.h>

#include "events_by_hand.hpp"

namespace vectorscope {
namespace {

using namespace by_hand;

struct MutualExclusionTest : testing::Test {
  MutualExclusion checker{"work", {kWork}, BusyAnswers{{kBusy}, {kAsk}}};
  Stream events{checker};

  Outcome outcome() { return checker.verdict().outcome; }
};

TEST_F(MutualExclusionTest, NothingSeenIsNotExercised) {
  EXPECT_EQ(outcome(), Outcome::NotExercised);
  EXPECT_FALSE(checker.settled());
}

TEST_F(MutualExclusionTest, TakesTurnsWithABusyAnswerHolds) {
  events.enter(0, kWork).busy(1).leave(0, kWork).section(1);
  EXPECT_EQ(outcome(), Outcome::Holds);
  EXPECT_FALSE(checker.settled());
  EXPECT_EQ(premise(checker, "sections entered"), 2u);
  EXPECT_EQ(premise(checker, "busy answers"), 1u);
  EXPECT_EQ(premise(checker, "successes"), 2u);
}

TEST_F(MutualExclusionTest, ASecondCoreInsideViolatesAtThatStep) {
  events.enter(0, kWork).busy(1).enter(2, kWork).leave(2, kWork).leave(0, kWork);
  EXPECT_EQ(outcome(), Outcome::Violated);
  EXPECT_TRUE(checker.settled());
  EXPECT_EQ(checker.verdict().step, 4u);
  EXPECT_EQ(checker.verdict().sentence, "at step 4 core 2 entered work while core 0 was inside it");
}

TEST_F(MutualExclusionTest, TheFirstViolationIsReported) {
  events.enter(0, kWork).enter(1, kWork).enter(2, kWork);
  EXPECT_EQ(checker.verdict().step, 2u);
}

TEST_F(MutualExclusionTest, SuccessesWithoutABusyAnswerAreNotExercised) {
  events.section(0).section(1).section(0);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

TEST_F(MutualExclusionTest, BusyAnswersWithoutASuccessAreNotExercised) {
  events.enter(0, kWork).busy(1).busy(2);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

TEST_F(MutualExclusionTest, MinusOneFromAnAskingFunctionIsABusyAnswerAndNothingElseIs) {
  events.section(0).leave(1, kAsk, 0x100000).leave(1, kAsk, 0xFFFF'FFFE).leave(1, kOther, ~0u);
  EXPECT_EQ(premise(checker, "busy answers"), 0u);
  events.leave(1, kAsk, 0xFFFF'FFFF);
  EXPECT_EQ(premise(checker, "busy answers"), 1u);
  EXPECT_EQ(outcome(), Outcome::Holds);
}

TEST_F(MutualExclusionTest, ANestedCallOnTheSameCoreIsNotASecondCore) {
  events.busy(1).enter(0, kWork).enter(0, kWork).leave(0, kWork);
  EXPECT_EQ(outcome(), Outcome::NotExercised) << "still inside: no success yet";
  EXPECT_EQ(premise(checker, "sections entered"), 1u);
  events.leave(0, kWork);
  EXPECT_EQ(outcome(), Outcome::Holds);
}

TEST_F(MutualExclusionTest, TheReturnOfANestedCallDoesNotEndTheSection) {
  events.enter(0, kWork).enter(0, kWork).leave(0, kWork).enter(1, kWork);
  EXPECT_EQ(outcome(), Outcome::Violated);
}

TEST_F(MutualExclusionTest, AnInterruptInsideDoesNotEndTheSection) {
  events.enter(0, kWork)
      .add(0, events::InterruptEntry{33, Cause::Pic, 1, 0, 0})
      .enter(0, kOther)
      .leave(0, kOther)
      .enter(1, kWork);
  EXPECT_EQ(outcome(), Outcome::Violated);
}

TEST_F(MutualExclusionTest, OtherFunctionsDoNotCount) {
  events.busy(1).section(0).enter(0, kOther).enter(1, kOther);
  EXPECT_EQ(outcome(), Outcome::Holds);
}

TEST_F(MutualExclusionTest, AKilledCoreIsNoLongerInside) {
  for (const Stop why : {Stop::Killed, Stop::TripleFault, Stop::Init}) {
    MutualExclusion fresh{"work", {kWork}, BusyAnswers{{kBusy}, {}}};
    Stream(fresh).enter(0, kWork).busy(1).stop(0, why).section(1);
    EXPECT_EQ(fresh.verdict().outcome, Outcome::Holds);
  }
}

TEST_F(MutualExclusionTest, TheDeathOfOneDoesNotExcuseTheOthers) {
  events.enter(0, kWork).stop(0).enter(1, kWork).enter(2, kWork);
  EXPECT_EQ(outcome(), Outcome::Violated);
  EXPECT_EQ(checker.verdict().step, 4u);
}

TEST_F(MutualExclusionTest, AFrozenCoreIsStillInside) {
  events.enter(0, kWork).add(0, events::CoreFrozen{}).enter(1, kWork);
  EXPECT_EQ(outcome(), Outcome::Violated);
}

TEST_F(MutualExclusionTest, ACoreThatIsStartedAnewBeginsOutsideAndCountsAgain) {
  events.enter(0, kWork).stop(0, Stop::Init).start(0).busy(0).section(1);
  EXPECT_EQ(outcome(), Outcome::Holds);
  events.enter(0, kWork).enter(1, kWork);
  EXPECT_EQ(outcome(), Outcome::Violated);
}

TEST_F(MutualExclusionTest, AReturnWithoutACallIsIgnored) {
  events.leave(0, kWork).leave(0, kWork).enter(0, kWork).enter(1, kWork);
  EXPECT_EQ(outcome(), Outcome::Violated);
}

TEST_F(MutualExclusionTest, EventsOfTheBoardAreIgnored) {
  events.enter(kNoCore, kWork).enter(0, kWork);
  EXPECT_NE(outcome(), Outcome::Violated);
}

TEST(Worst, ViolatedOutweighsNotExercisedOutweighsHolds) {
  using enum Outcome;
  EXPECT_EQ(worst(Holds, Holds), Holds);
  EXPECT_EQ(worst(Holds, NotExercised), NotExercised);
  EXPECT_EQ(worst(NotExercised, Holds), NotExercised);
  EXPECT_EQ(worst(Violated, NotExercised), Violated);
  EXPECT_EQ(worst(Holds, Violated), Violated);
}

}  // namespace
}  // namespace vectorscope
