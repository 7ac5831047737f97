// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/own_acquisition.hpp"

#include <gtest/gtest.h>

#include "events_by_hand.hpp"

namespace vectorscope {
namespace {

using namespace by_hand;

struct OwnAcquisitionTest : testing::Test {
  OwnAcquisition checker{{.section = {kWork},
                          .acquire = {kAsk},
                          .taken = {kBusy},
                          .slot = 0x80,
                          .busy = {{kBusy}, {}}}};
  Stream events{checker};

  Outcome outcome() { return checker.verdict().outcome; }
  Stream& swap(CoreId core, std::uint32_t now, std::uint16_t slot = 0x80) {
    return events.add(core, events::SlotSwap{slot, kOther, now, 0});
  }
};

TEST_F(OwnAcquisitionTest, APageBehindAStoreToTheSlotHolds) {
  events.busy(1).enter(0, kWork);
  swap(0, kBusy).leave(0, kWork, 0x5000);
  EXPECT_EQ(outcome(), Outcome::Holds);
}

TEST_F(OwnAcquisitionTest, BeingLetInHoldsAndBeingRefusedDoesNot) {
  events.busy(1).enter(0, kWork).leave(0, kAsk, 0).leave(0, kWork, 0x5000);
  EXPECT_EQ(outcome(), Outcome::Holds);
  events.enter(0, kWork).leave(0, kAsk, kBusy).leave(0, kWork, 0x6000);
  EXPECT_EQ(outcome(), Outcome::Violated);
}

TEST_F(OwnAcquisitionTest, APageWithoutAnAcquisitionViolates) {
  events.enter(0, kWork).leave(0, kWork, 0x5000);
  EXPECT_EQ(outcome(), Outcome::Violated);
  EXPECT_EQ(checker.verdict().sentence,
            "at step 2 core 0 came out with page 0x5000 and had never taken the lock");
}

TEST_F(OwnAcquisitionTest, AnotherCoreAnotherSlotAndAnotherHandlerAreNoAcquisition) {
  events.enter(0, kWork);
  swap(1, kBusy);
  swap(0, kBusy, 0x81);
  swap(0, kOther);
  events.leave(0, kWork, 0x5000);
  EXPECT_EQ(outcome(), Outcome::Violated);
}

TEST_F(OwnAcquisitionTest, TheAcquisitionOfTheSectionBeforeDoesNotCount) {
  swap(0, kBusy).enter(0, kWork).leave(0, kWork, 0x5000);
  EXPECT_EQ(outcome(), Outcome::Violated);
}

TEST_F(OwnAcquisitionTest, WhoGetsNoPageHasNotEntered) {
  events.enter(0, kWork).leave(0, kWork, ~0u);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

}  // namespace
}  // namespace vectorscope
