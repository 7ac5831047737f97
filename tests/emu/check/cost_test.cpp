// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/cost.hpp"

#include <gtest/gtest.h>

#include "events_by_hand.hpp"

namespace vectorscope {
namespace {

using namespace by_hand;

struct CostTest : testing::Test {
  Cost checker{{.work = {kWork}, .busy = {{kBusy}, {}}, .waits = {kAsk}, .cores = 2, .stride = 4}};
  Stream events{checker};
  Stream& ipi() {
    return events.add(0, events::IpiSent{1, 0, Delivery::Accepted, Controller::Lapic});
  }
};

TEST_F(CostTest, CountsFromTheFirstSectionOn) {
  ipi();
  events.section(0);  // steps 2, 3
  ipi().busy(1).section(1);
  EXPECT_EQ(premise(checker, "sections"), 2u);
  EXPECT_EQ(premise(checker, "IPIs in 100 sections"), 50u);
  EXPECT_EQ(premise(checker, "vain tries"), 1u);
  EXPECT_EQ(premise(checker, "steps for each"), (8u - 2u) / 2);
  EXPECT_EQ(checker.verdict().outcome, Outcome::Holds);
}

TEST_F(CostTest, AWaitLastsFromTheFirstVainTryToTheSection) {
  events.enter(1, kAsk).leave(1, kAsk).enter(1, kAsk).leave(1, kAsk).section(1);
  EXPECT_EQ(premise(checker, "longest wait in cycles"), 5u - 1u);
}

TEST_F(CostTest, TheLinesOfTheLockMoveBetweenCores) {
  events.add(0, events::SlotSwap{0, 0, 1, 0}).section(0);  // before the first section: not counted
  events.add(1, events::SlotRead{0, 1, 0}).add(1, events::SlotRead{1, 1, 0});
  events.add(0, events::SlotRewritten{0, 1, 0}).section(1);
  EXPECT_EQ(premise(checker, "line transfers in 100 sections"), 100u);
}

TEST_F(CostTest, InterruptsAreThoseOfTheHardware) {
  events.section(0).add(0, events::InterruptEntry{0x80, Cause::Software, 1, 0, 0});
  events.add(0, events::InterruptEntry{0xF1, Cause::Lapic, 1, 0, 0}).section(1);
  EXPECT_EQ(premise(checker, "interrupts in 100 sections"), 50u);
}

TEST_F(CostTest, FairnessIsJudgedWhileAllStillWantToGetIn) {
  events.section(0).section(0).section(0).section(1).section(1).section(1);
  EXPECT_EQ(premise(checker, "Jain's index in percent"), 50u) << "core 1 had nothing until then";
}

TEST_F(CostTest, WithoutContentionNothingIsCompared) {
  events.section(0).section(1);
  EXPECT_EQ(checker.verdict().outcome, Outcome::NotExercised);
}

}  // namespace
}  // namespace vectorscope
