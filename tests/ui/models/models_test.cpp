// SPDX-License-Identifier: GPL-2.0-or-later
#include <gtest/gtest.h>

#include "ui/models/activity.hpp"
#include "ui/models/cp437.hpp"
#include "ui/models/digit_keys.hpp"
#include "ui/models/handler_slots.hpp"
#include "ui/models/heat.hpp"
#include "ui/models/lab_words.hpp"
#include "ui/models/register_cells.hpp"
#include "ui/models/words.hpp"

#include "tests/ui/invented_machine.hpp"

namespace vectorscope {
namespace {

using std::chrono::milliseconds;

TEST(Heat, NeverCalledIsColdAndOneCallIsSeen) {
  EXPECT_EQ(heat_share(0, 1000), 0);
  EXPECT_GE(heat_share(1, 1'000'000), 0.2);
  EXPECT_GT(heat_share(1, 1), 0);
}

TEST(Heat, GrowsWithCallsAndEndsAtTheMost) {
  EXPECT_LT(heat_share(1, 1000), heat_share(10, 1000));
  EXPECT_LT(heat_share(10, 1000), heat_share(999, 1000));
  EXPECT_DOUBLE_EQ(heat_share(1000, 1000), 1);
}

TEST(Flash, FadesInSixHundredMilliseconds) {
  EXPECT_EQ(flash_strength(0), 1);
  EXPECT_NEAR(flash_strength(300), 0.5, 0.01);
  EXPECT_EQ(flash_strength(600), 0);
  EXPECT_EQ(flash_strength(100'000), 0);
}

TEST(RegisterCells, MarkOnlyWhatChanged) {
  Registers before{}, now{};
  before.eax = now.eax = 7;
  now.ecx = 0xC01052B8;
  const auto cells = register_cells(now, before);
  ASSERT_EQ(cells.size(), 12u);
  for (const RegisterCell& cell : cells) EXPECT_EQ(cell.changed, cell.name == "ECX") << cell.name.toStdString();
  EXPECT_EQ(cells[2].value, "C01052B8");
}

TEST(FlagChips, SayWhatIsSetAndWhatChanged) {
  const auto chips = flag_chips(eflags::kZero | eflags::kInterrupt, eflags::kInterrupt);
  for (const FlagChip& chip : chips) {
    EXPECT_EQ(chip.set, chip.name == "ZF" || chip.name == "IF");
    EXPECT_EQ(chip.changed, chip.name == "ZF");
  }
}

TEST(Words, GroupDigitsByThree) {
  EXPECT_EQ(words::grouped(7), "7");
  EXPECT_EQ(words::grouped(18940), QString("18") + QChar(0x202F) + "940");
  EXPECT_EQ(words::grouped(1000000).size(), 9);
}

TEST(Words, EveryStateHasAWord) {
  for (int state = 0; state < kLaneStates; ++state) {
    CoreView core;
    core.state = LaneState(state);
    core.vector = 0xF1;
    EXPECT_FALSE(words::pill(core).isEmpty());
    EXPECT_FALSE(words::situation(core).isEmpty());
  }
}

TEST(Words, SituationNamesVectorDepthAndInterrupts) {
  CoreView core;
  core.state = LaneState::Handler;
  core.vector = 0xF1;
  core.depth = 2;
  EXPECT_EQ(words::situation(core), "in handler F1 · depth 2 · interrupts off");
  core.registers.eflags = eflags::kInterrupt;
  EXPECT_TRUE(words::situation(core).endsWith("interrupts on"));
}

TEST(Words, ALostMessageSaysWhy) {
  IpiView::Message message;
  EXPECT_EQ(words::outcome(message), "accepted");
  message.received = true;
  EXPECT_EQ(words::outcome(message), "received");
  message.outcome = Delivery::Busy;
  EXPECT_EQ(words::outcome(message), "refused: busy");
  message.outcome = Delivery::Dropped;
  EXPECT_TRUE(words::outcome(message).startsWith("lost"));
}

TEST(HandlerSlots, WhatMostSlotsHoldSaysNothing) {
  handler_slots::Slots all{};
  for (SlotView& slot : all) slot.now = 0x1000;
  all[0x80].now = 0x2000;
  all[0x21].calls = 3;
  all[0x22].swaps = 1;  // filled at boot
  all[0x23].swaps = 2;
  all[0x23].was = 0x2000;
  const auto plain = handler_slots::default_handler(all);
  EXPECT_EQ(plain, 0x1000u);
  EXPECT_TRUE(handler_slots::used(all[0x80], plain));
  EXPECT_TRUE(handler_slots::used(all[0x21], plain));
  EXPECT_FALSE(handler_slots::used(all[0x22], plain));
  EXPECT_TRUE(handler_slots::used(all[0x23], plain));
  EXPECT_EQ(handler_slots::most_calls(all), 3u);
}

TEST(HandlerSlots, TheLastSwapIsTheOneWithTheHighestStep) {
  handler_slots::Slots all{};
  EXPECT_FALSE(handler_slots::last_swapped(all));
  all[3].swaps = 1;
  EXPECT_EQ(handler_slots::last_swapped(all), Vector(3));  // also at step 0
  all[9].swaps = 1;
  all[9].last_swap = 12;
  EXPECT_EQ(handler_slots::last_swapped(all), Vector(9));
}

TEST(DigitKeys, OneDigitChoosesAndTwoQuickOnesReachTenToFifteen) {
  DigitKeys keys;
  const auto start = DigitKeys::Time{} + std::chrono::hours(1);
  EXPECT_EQ(keys.press(3, 16, start), CoreId(3));
  EXPECT_EQ(keys.press(1, 16, start), CoreId(1));
  EXPECT_EQ(keys.press(2, 16, start + milliseconds(200)), CoreId(12));
  EXPECT_EQ(keys.press(2, 16, start + milliseconds(300)), CoreId(2));
  EXPECT_EQ(keys.press(1, 16, start + milliseconds(400)), CoreId(1));
  EXPECT_EQ(keys.press(2, 16, start + milliseconds(900)), CoreId(2));
}

TEST(DigitKeys, ACoreThatIsNotThereIsNotChosen) {
  DigitKeys keys;
  const auto start = DigitKeys::Time{} + std::chrono::hours(1);
  EXPECT_EQ(keys.press(4, 4, start), std::nullopt);
  EXPECT_EQ(keys.press(1, 4, start), CoreId(1));
  EXPECT_EQ(keys.press(2, 4, start + milliseconds(100)), CoreId(2));
  EXPECT_FALSE(DigitKeys::ambiguous(1, 4));
  EXPECT_TRUE(DigitKeys::ambiguous(1, 16));
}

TEST(Cp437, LettersFramesAndSmileys) {
  EXPECT_EQ(cp437('A'), QChar('A'));
  EXPECT_EQ(cp437(0xDB), QChar(0x2588));
  EXPECT_EQ(cp437(0xC4), QChar(0x2500));
  EXPECT_EQ(cp437(0x01), QChar(0x263A));
  EXPECT_EQ(cp437(0xE1), QChar(0x00DF));
  EXPECT_EQ(cp437(0xFF), QChar(' '));
}

TEST(Activity, ShowsTheRarestOfACellAndEndsNow) {
  MachineConfig config;
  config.cores = 2;
  invented::Machine machine(config);
  for (int step = 0; step < 400; ++step) machine.next();
  const auto strip = activity_strip(*machine.timeline(), 0, machine.step());
  ASSERT_EQ(strip.size(), std::size_t(kActivityCells));
  EXPECT_EQ(strip.front(), LaneState::NotStarted) << "before the start there is nothing";
  EXPECT_NE(strip.back(), LaneState::NotStarted);
  EXPECT_GT(std::count(strip.begin(), strip.end(), LaneState::Handler), 0);
}

TEST(Activity, NothingYetIsAnEmptyStrip) {
  invented::Machine machine{MachineConfig{}};
  for (const LaneState cell : activity_strip(*machine.timeline(), 0, 0)) EXPECT_EQ(cell, LaneState::NotStarted);
}

TEST(Sentence, LongNumbersAreInGroupsAndAddressesAreNot) {
  Verdict verdict;
  verdict.sentence = "at step 20980 core 1 got page 0x1b5000 of 0x12345678 after 999 and 1000";
  EXPECT_EQ(words::sentence(verdict).toStdString(),
            "at step 20\u202f980 core 1 got page 0x1b5000 of 0x12345678 after 999 and 1\u202f000");
}

}  // namespace
}  // namespace vectorscope
