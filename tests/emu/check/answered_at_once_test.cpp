// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/answered_at_once.hpp"

#include <gtest/gtest.h>

#include "events_by_hand.hpp"

namespace vectorscope {
namespace {

using namespace by_hand;

struct AnsweredAtOnceTest : testing::Test {
  AnsweredAtOnce checker{{kAsk}, {kOther}};
  Stream events{checker};

  Outcome outcome() { return checker.verdict().outcome; }
  Stream& handler() { return events.enter(0, kOther).leave(0, kOther); }
};

TEST_F(AnsweredAtOnceTest, NobodyAskedIsNotExercised) {
  handler();
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

TEST_F(AnsweredAtOnceTest, AHandlerInEachAskHolds) {
  for (int i = 0; i < 3; ++i) {
    events.enter(0, kAsk);
    handler().leave(0, kAsk);
  }
  EXPECT_EQ(outcome(), Outcome::Holds);
  EXPECT_EQ(premise(checker, "delivered at once"), 3u);
}

TEST_F(AnsweredAtOnceTest, AHandlerBehindTheAskIsDeferred) {
  events.enter(0, kAsk).leave(0, kAsk);
  handler();
  EXPECT_EQ(outcome(), Outcome::Violated);
  EXPECT_EQ(premise(checker, "deferred"), 1u);
  EXPECT_EQ(premise(checker, "merged or lost"), 0u);
}

TEST_F(AnsweredAtOnceTest, TwoAsksAndOneHandlerAreMerged) {
  events.enter(0, kAsk).leave(0, kAsk).enter(0, kAsk).leave(0, kAsk);
  handler();
  EXPECT_EQ(premise(checker, "deferred"), 1u);
  EXPECT_EQ(premise(checker, "merged or lost"), 1u);
}

TEST_F(AnsweredAtOnceTest, AnAskInsideTheHandlerIsAnAskOfItsOwn) {
  events.enter(0, kAsk).enter(0, kOther).enter(0, kAsk);
  handler().leave(0, kAsk).leave(0, kOther).leave(0, kAsk);
  EXPECT_EQ(outcome(), Outcome::Holds);

  AnsweredAtOnce held_back{{kAsk}, {kOther}};
  Stream(held_back)
      .enter(0, kAsk)
      .enter(0, kOther)
      .enter(0, kAsk)
      .leave(0, kAsk)
      .leave(0, kOther)
      .enter(0, kOther)
      .leave(0, kOther)
      .leave(0, kAsk);
  EXPECT_EQ(held_back.verdict().outcome, Outcome::Violated);
  EXPECT_EQ(premise(held_back, "deferred"), 1u);
}

}  // namespace
}  // namespace vectorscope
