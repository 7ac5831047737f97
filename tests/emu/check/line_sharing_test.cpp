// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/line_sharing.hpp"

#include <gtest/gtest.h>

#include "events_by_hand.hpp"

namespace vectorscope {
namespace {

using namespace by_hand;

Stream& read(Stream& on, CoreId core, std::uint16_t slot) {
  return on.add(core, events::SlotRead{slot, 0, 0});
}
Stream& write(Stream& on, CoreId core, std::uint16_t slot) {
  return on.add(core, events::SlotSwap{slot, 2, 1, 0});
}

TEST(LineSharing, NeighboursInOneLineDisturbEachOther) {
  LineSharing checker(4);
  Stream events(checker);
  write(events, 0, 0x80);
  write(events, 1, 0x82);
  EXPECT_EQ(checker.verdict().outcome, Outcome::Holds) << "the first fetch is nobody's fault";
  write(events, 0, 0x80);
  EXPECT_EQ(checker.verdict().outcome, Outcome::Violated);
  EXPECT_EQ(premise(checker, "line transfers"), 3u);
  EXPECT_EQ(premise(checker, "for nothing"), 1u);
}

TEST(LineSharing, ALineForEachSlotDoesNot) {
  LineSharing checker(64);
  Stream events(checker);
  for (int i = 0; i < 5; ++i) {
    write(events, 0, 0x80);
    write(events, 1, 0x82);
  }
  EXPECT_EQ(checker.verdict().outcome, Outcome::Holds);
  EXPECT_EQ(premise(checker, "line transfers"), 2u);
}

TEST(LineSharing, OneSlotThatBothUseIsSharedForAReason) {
  LineSharing checker(4);
  Stream events(checker);
  for (int i = 0; i < 3; ++i) {
    write(events, 0, 0x80);
    write(events, 1, 0x80);
  }
  EXPECT_FALSE(checker.violated());
  EXPECT_EQ(premise(checker, "line transfers"), 6u);
}

TEST(LineSharing, ReadersShareALineAndTheFirstWriteIsAnUpgrade) {
  LineSharing checker(4);
  Stream events(checker);
  read(events, 0, 0x20);
  read(events, 1, 0x20);
  read(events, 0, 0x21);
  EXPECT_EQ(premise(checker, "line transfers"), 2u);
  write(events, 0, 0x20);
  EXPECT_EQ(premise(checker, "line transfers"), 3u);
  write(events, 0, 0x20);
  EXPECT_EQ(premise(checker, "line transfers"), 3u);
}

TEST(LineSharing, WhoAloneHasTheLineWritesWithoutAsking) {
  LineSharing checker(4);
  Stream events(checker);
  read(events, 0, 0x80);
  write(events, 0, 0x80);
  EXPECT_EQ(premise(checker, "line transfers"), 1u);
}

TEST(LineSharing, AStoreOfWhatWasThereIsAStore) {
  LineSharing checker(4);
  Stream events(checker);
  write(events, 0, 0x80);
  events.add(1, events::SlotRewritten{0x80, 1, 0});
  read(events, 0, 0x80);
  EXPECT_EQ(premise(checker, "line transfers"), 3u);
}

TEST(LineSharing, AnUpgradeIsATransferButNotForNothing) {
  LineSharing checker(4);
  Stream events(checker);
  read(events, 0, 0x80);
  read(events, 1, 0x82);
  write(events, 0, 0x80);
  EXPECT_EQ(premise(checker, "line transfers"), 3u);
  EXPECT_FALSE(checker.violated());
}

TEST(LineSharing, FillingTheArrayIsNotThePremise) {
  LineSharing checker(64);
  Stream events(checker);
  events.add(0, events::SlotSwap{0x80, 0, 1, 0}).add(1, events::SlotSwap{0x82, 0, 1, 0});
  EXPECT_EQ(checker.verdict().outcome, Outcome::NotExercised);
}

TEST(LineSharing, OneCoreAloneIsNotExercised) {
  LineSharing checker(4);
  Stream events(checker);
  read(events, 0, 0x80);
  write(events, 0, 0x80);
  write(events, 0, 0x82);
  EXPECT_EQ(checker.verdict().outcome, Outcome::NotExercised);
}

}  // namespace
}  // namespace vectorscope
