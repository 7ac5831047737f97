// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/acquisition_seen.hpp"

#include <gtest/gtest.h>

#include "events_by_hand.hpp"

namespace vectorscope {
namespace {

using namespace by_hand;

constexpr std::uint32_t kNormal = kOther;

struct AcquisitionSeenTest : testing::Test {
  AcquisitionSeen checker{{.work = {kWork}, .taken = {kBusy}, .slot = 0x80}};
  Stream events{checker};

  Outcome outcome() { return checker.verdict().outcome; }
  void store(CoreId core, std::uint32_t handler) {
    events.add(core, events::SlotStored{0x80, handler, 0});
  }
  void swap(CoreId core, std::uint32_t handler, std::uint16_t slot = 0x80) {
    events.add(core, events::SlotSwap{slot, 0, handler, 0});
  }
  void look(CoreId core, std::uint32_t handler) {
    events.add(core, events::SlotRead{0x80, handler, 0});
  }
};

TEST_F(AcquisitionSeenTest, WhoSeesTheBusyHandlerAndStaysOutHolds) {
  swap(0, kBusy);
  events.enter(0, kWork);
  look(1, kBusy);
  EXPECT_EQ(outcome(), Outcome::Holds);
}

TEST_F(AcquisitionSeenTest, WhoLooksBeforeTheStoreIsDrainedAndEntersViolates) {
  store(0, kBusy);
  events.enter(0, kWork);
  look(1, kNormal);
  EXPECT_NE(outcome(), Outcome::Violated);
  events.enter(1, kWork);
  EXPECT_EQ(outcome(), Outcome::Violated);
  EXPECT_EQ(checker.verdict().sentence,
            "at step 4 core 1 entered: it had looked at the slot after core 0 took it, and saw it "
            "free");
}

TEST_F(AcquisitionSeenTest, WhoLookedBeforeTheStoreIsAnotherMistake) {
  look(1, kNormal);
  store(0, kBusy);
  events.enter(1, kWork);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

TEST_F(AcquisitionSeenTest, AnOldStoreThatDrainsLateTakesNothing) {
  store(0, kBusy);
  store(0, kNormal);
  swap(0, kBusy);
  look(1, kBusy);
  swap(0, kNormal);
  look(1, kNormal);
  events.enter(1, kWork);
  EXPECT_EQ(premise(checker, "acquisitions"), 1u);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

TEST_F(AcquisitionSeenTest, AFailedCompareAndExchangeStoresWhatItFoundAndTakesNothing) {
  swap(0, kBusy);
  look(1, kBusy);
  events.add(1, events::SlotRewritten{0x80, kBusy, 0});
  swap(0, kNormal);
  look(0, kNormal);
  events.enter(0, kWork);
  EXPECT_EQ(premise(checker, "acquisitions"), 1u);
  EXPECT_EQ(outcome(), Outcome::Holds);
}

TEST_F(AcquisitionSeenTest, TheHoldersOwnLookAndOtherSlotsDoNotCount) {
  swap(0, kBusy);
  look(0, kNormal);
  events.enter(0, kWork);
  swap(1, kBusy, 0x81);
  EXPECT_EQ(premise(checker, "looks at a lock that another had taken"), 0u);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

// A lock that is not the slot.
struct AcquisitionByCall : testing::Test {
  static constexpr LinearAddress kRelease = kFree, kWaits = kBusy;
  AcquisitionSeen checker{{.work = {kWork},
                           .taken = {},
                           .acquire = {kAsk},
                           .release = {kRelease},
                           .waits = {kWaits},
                           .slot = 0x80}};
  Stream events{checker};

  Outcome outcome() { return checker.verdict().outcome; }
  void takes(CoreId core, std::uint32_t slot = 0x80) {
    events.enter(core, kAsk, slot).leave(core, kAsk, 0);
  }
};

TEST_F(AcquisitionByCall, WhoWaitsUntilItIsReleasedHolds) {
  takes(0);
  events.enter(0, kWork);
  events.enter(1, kAsk, 0x80).enter(1, kWaits);
  EXPECT_EQ(premise(checker, "looks at a lock that another had taken"), 1u);
  events.leave(0, kWork).enter(0, kRelease, 0x80).leave(1, kAsk, 0).enter(1, kWork);
  EXPECT_EQ(premise(checker, "acquisitions"), 2u);
  EXPECT_EQ(outcome(), Outcome::Holds);
}

TEST_F(AcquisitionByCall, WhoEntersWithoutItWhileAnotherHasItViolates) {
  takes(0);
  events.enter(1, kWork);
  EXPECT_EQ(outcome(), Outcome::Violated);
  EXPECT_EQ(checker.verdict().sentence,
            "at step 3 core 1 entered a section whose lock core 0 had taken");
}

TEST_F(AcquisitionByCall, TheLockOfAnotherSlotIsAnother) {
  takes(0, 0x82);
  events.enter(1, kWork);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

}  // namespace
}  // namespace vectorscope
