// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/suspect_is_still.hpp"

#include <gtest/gtest.h>

#include "events_by_hand.hpp"

namespace vectorscope {
namespace {

using namespace by_hand;

struct SuspectIsStillTest : testing::Test {
  SuspectIsStill checker{
      {.work = {kWork}, .changes = {kOther}, .recovered = kRecovered, .busy = {{kBusy}, {}}}};
  Stream events{checker};

  Outcome outcome() { return checker.verdict().outcome; }
  Stream& freeze_inside() {
    return events.enter(0, kWork).enter(0, kOther).add(0, events::CoreFrozen{}).busy(1);
  }
  Stream& recover() { return events.enter(1, kRecovered).leave(1, kRecovered); }
  Stream& thaw() { return events.add(0, events::CoreThawed{}); }
};

TEST_F(SuspectIsStillTest, AThawedCoreThatGoesOnViolates) {
  freeze_inside();
  recover();
  thaw();
  EXPECT_EQ(outcome(), Outcome::Holds);
  events.leave(0, kOther);
  EXPECT_EQ(outcome(), Outcome::Violated);
  EXPECT_TRUE(checker.settled());
}

TEST_F(SuspectIsStillTest, LeavingTheOldSectionIsGoingOn) {
  events.enter(0, kWork).add(0, events::CoreFrozen{}).busy(1);
  recover();
  thaw().leave(0, kWork);
  EXPECT_EQ(outcome(), Outcome::Violated);
}

TEST_F(SuspectIsStillTest, LeavingItWithARefusalIsNotAndThenItIsACoreLikeAnyOther) {
  events.enter(0, kWork).add(0, events::CoreFrozen{}).busy(1);
  recover();
  thaw().leave(0, kWork, 0xFFFF'FFFF).enter(0, kWork).enter(0, kOther).leave(0, kOther);
  events.leave(0, kWork, 0x5000);
  EXPECT_EQ(outcome(), Outcome::Holds);
}

TEST_F(SuspectIsStillTest, AStoppedCoreHolds) {
  freeze_inside().stop(0, Stop::Init);
  recover();
  events.section(1);
  EXPECT_EQ(outcome(), Outcome::Holds);
  EXPECT_EQ(premise(checker, "holders stopped before it"), 1u);
}

TEST_F(SuspectIsStillTest, WithoutAThawOrAStopNotExercised) {
  freeze_inside();
  recover();
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

TEST_F(SuspectIsStillTest, AFreezeOutsideIsNotExercised) {
  events.section(0).add(0, events::CoreFrozen{}).busy(1);
  recover();
  thaw();
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

TEST_F(SuspectIsStillTest, ChangesBeforeTheRecoveryAreFine) {
  events.enter(0, kWork).add(0, events::CoreFrozen{}).busy(1);
  thaw().enter(0, kOther).leave(0, kOther).leave(0, kWork);
  recover();
  EXPECT_NE(outcome(), Outcome::Violated);
}

}  // namespace
}  // namespace vectorscope
