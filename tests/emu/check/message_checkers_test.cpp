// SPDX-License-Identifier: GPL-2.0-or-later
// The checkers about messages between cores, on event streams written by hand.
#include <gmock/gmock.h>

#include "emu/check/dead_target.hpp"
#include "emu/check/ipi_once.hpp"
#include "events_by_hand.hpp"

namespace vectorscope {
namespace {

using namespace by_hand;
using testing::HasSubstr;

constexpr LinearAddress kTry = kAsk, kGot = kWork, kSuspect = kRecovered, kQuiet = kOther;

constexpr std::uint32_t text(std::uint32_t from, std::uint32_t to, std::uint32_t number = 0) {
  return from << 28 | to << 24 | number;
}

struct IpiOnceTest : testing::Test {
  IpiOnce checker{
      {.attempt = kTry, .received = kGot, .suspect = kSuspect, .quiet = kQuiet, .cores = 3}};
  Stream events{checker};

  IpiOnceTest& send(CoreId core, std::uint32_t message, bool good) {
    events.enter(core, kTry, message).leave(core, kTry, good ? 1 : 0);
    return *this;
  }
  IpiOnceTest& got(CoreId core, std::uint32_t message) {
    events.enter(core, kGot, message).leave(core, kGot);
    return *this;
  }
  IpiOnceTest& meet() {  // two messages for one core at once
    for (int i = 0; i < 2; ++i)
      events.add(1, events::IpiSent{0, 0, Delivery::Accepted, Controller::IpiBus});
    return *this;
  }
  IpiOnceTest& quiet() {
    for (CoreId core = 0; core < 3; ++core) events.enter(core, kQuiet);
    return *this;
  }
  Outcome outcome() { return checker.verdict().outcome; }
};

TEST_F(IpiOnceTest, EachGoodOneReceivedOnceHolds) {
  meet().send(1, text(1, 0), true).got(0, text(1, 0)).send(2, text(2, 0), false);
  EXPECT_EQ(outcome(), Outcome::NotExercised) << "not quiet yet";
  quiet();
  EXPECT_EQ(outcome(), Outcome::Holds) << "one that was refused need not arrive";
}

TEST_F(IpiOnceTest, WithoutMessagesThatMeetItIsNotExercised) {
  send(1, text(1, 0), true).got(0, text(1, 0)).quiet();
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

TEST_F(IpiOnceTest, AGoodOneThatNeverArrivesViolates) {
  meet().send(1, text(1, 0), true).quiet();
  EXPECT_EQ(outcome(), Outcome::Violated);
  EXPECT_THAT(checker.verdict().sentence, HasSubstr("was never received"));
}

TEST_F(IpiOnceTest, OneThatArrivesTwiceViolatesAtOnce) {
  got(0, text(1, 0)).got(0, text(1, 0));
  EXPECT_TRUE(checker.violated());
}

TEST_F(IpiOnceTest, OneThatArrivesElsewhereViolatesUnlessAnyCoreWillDo) {
  got(2, text(1, 15));
  EXPECT_FALSE(checker.violated());
  got(2, text(1, 0));
  EXPECT_TRUE(checker.violated());
}

TEST_F(IpiOnceTest, AnAttemptWithinAnAttemptKeepsItsOwnMessage) {
  events.enter(1, kTry, text(1, 0)).enter(1, kTry, text(1, 2)).leave(1, kTry, 1).leave(1, kTry, 0);
  meet().got(2, text(1, 2)).quiet();
  EXPECT_EQ(outcome(), Outcome::Holds);
}

TEST_F(IpiOnceTest, TheLivingMustNotBeGivenUpTheDeadMay) {
  events.stop(2).enter(0, kSuspect, 2);
  EXPECT_FALSE(checker.violated());
  events.enter(0, kSuspect, 1);
  EXPECT_TRUE(checker.violated());
}

struct DeadTargetTest : testing::Test {
  DeadTarget checker{
      {.attempt = kTry, .suspect = kSuspect, .quiet = kQuiet, .cores = 3, .patience = 10}};
  Stream events{checker};

  DeadTargetTest& send(CoreId core, bool good) {
    events.enter(core, kTry, text(core, 2)).leave(core, kTry, good ? 1 : 0);
    return *this;
  }
  DeadTargetTest& quiet() {
    events.enter(0, kQuiet).enter(1, kQuiet);
    return *this;
  }
  Outcome outcome() { return checker.verdict().outcome; }
};

TEST_F(DeadTargetTest, OneMessageOfEachSenderAndThenGivenUpHolds) {
  events.stop(2);
  send(0, true).send(1, true).send(0, false);
  events.enter(0, kSuspect, 2);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
  quiet();
  EXPECT_EQ(outcome(), Outcome::Holds);
}

TEST_F(DeadTargetTest, ASecondGoodMessageToTheDeadViolates) {
  events.stop(2);
  send(0, true).send(0, true);
  EXPECT_TRUE(checker.violated());
}

TEST_F(DeadTargetTest, AnAttemptThatBeganWhileItLivedDoesNotCount) {
  events.enter(0, kTry, text(0, 2)).stop(2).leave(0, kTry, 1);
  send(0, true);
  EXPECT_FALSE(checker.violated());
}

TEST_F(DeadTargetTest, RefusalsWithoutEndViolate) {
  events.stop(2);
  for (int i = 0; i < 10; ++i) send(0, false);
  EXPECT_FALSE(checker.violated());
  send(1, false);
  EXPECT_TRUE(checker.violated());
}

TEST_F(DeadTargetTest, NobodyGivenUpViolatesInTheEnd) {
  events.stop(2);
  send(0, true).quiet();
  EXPECT_EQ(outcome(), Outcome::Violated);
}

TEST_F(DeadTargetTest, WithoutADeathItIsNotExercised) {
  send(0, true).quiet();
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

}  // namespace
}  // namespace vectorscope
