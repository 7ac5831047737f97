// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/owner_ends.hpp"

#include <gtest/gtest.h>

#include "events_by_hand.hpp"

namespace vectorscope {
namespace {

using namespace by_hand;

struct OwnerEndsTest : testing::Test {
  OwnerEnds checker{{kWork}, {kOther}, BusyAnswers{{kBusy}, {}}};
  Stream events{checker};

  Outcome outcome() { return checker.verdict().outcome; }
};

TEST_F(OwnerEndsTest, UnlockingAfterOnesOwnSectionHolds) {
  events.enter(0, kWork).busy(1).leave(0, kWork).enter(0, kOther);
  EXPECT_EQ(outcome(), Outcome::Holds);
}

TEST_F(OwnerEndsTest, WithoutABusyAnswerNotExercised) {
  events.section(0).enter(0, kOther);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

TEST_F(OwnerEndsTest, UnlockingWhileAnotherIsInsideViolates) {
  events.enter(0, kWork).enter(1, kWork).leave(0, kWork).enter(0, kOther);
  EXPECT_EQ(outcome(), Outcome::Violated);
  EXPECT_EQ(checker.verdict().sentence, "at step 4 core 0 unlocked while core 1 was inside");
}

TEST_F(OwnerEndsTest, TheDeadAreNotInside) {
  events.enter(1, kWork).busy(0).stop(1).section(0).enter(0, kOther);
  EXPECT_EQ(outcome(), Outcome::Holds);
}

}  // namespace
}  // namespace vectorscope
