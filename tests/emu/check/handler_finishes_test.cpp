// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/handler_finishes.hpp"

#include <gtest/gtest.h>

#include "events_by_hand.hpp"

namespace vectorscope {
namespace {

using namespace by_hand;

struct HandlerFinishesTest : testing::Test {
  HandlerFinishes checker{{.work = {kWork},
                           .handler = {kOther},
                           .recovered = kRecovered,
                           .busy = {{kBusy}, {}},
                           .patience = 3}};
  Stream events{checker};

  Outcome outcome() { return checker.verdict().outcome; }
  Stream& raise() { return events.add(kNoCore, events::IrqRaised{5}); }
};

TEST_F(HandlerFinishesTest, AHandlerThatWaitsForTheSectionToEndHolds) {
  events.enter(0, kWork);
  raise().leave(0, kWork).enter(0, kOther).section(0).leave(0, kOther);
  EXPECT_EQ(outcome(), Outcome::Holds);
  EXPECT_EQ(premise(checker, "interrupts raised inside a section"), 1u);
}

TEST_F(HandlerFinishesTest, AnInterruptOutsideIsNotThePremise) {
  events.section(0);
  raise().enter(0, kOther).leave(0, kOther);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

TEST_F(HandlerFinishesTest, AskingForEverViolates) {
  events.enter(0, kWork);
  raise().enter(0, kOther).busy(0).busy(0);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
  events.busy(0);
  EXPECT_EQ(outcome(), Outcome::Violated);
}

TEST_F(HandlerFinishesTest, BusyAnswersOutsideTheHandlerDoNotCount) {
  events.busy(0).busy(0).busy(0).busy(0);
  EXPECT_FALSE(checker.violated());
}

TEST_F(HandlerFinishesTest, TakingTheLockFromItsOwnCoreViolates) {
  events.enter(0, kWork);
  raise().enter(0, kOther).busy(0).enter(0, kRecovered);
  EXPECT_EQ(outcome(), Outcome::Violated);
}

}  // namespace
}  // namespace vectorscope
