// SPDX-License-Identifier: GPL-2.0-or-later
// The checkers that only measure: recovery-time, irq-latency, interrupts-off,
// section-irqs, and the time that they count in.
#include <gtest/gtest.h>

#include "emu/check/awake_time.hpp"
#include "emu/check/interrupts_off.hpp"
#include "emu/check/irq_latency.hpp"
#include "emu/check/recovery_time.hpp"
#include "emu/check/section_irqs.hpp"
#include "events_by_hand.hpp"

namespace vectorscope {
namespace {

using namespace by_hand;

TEST(AwakeTime, CoresThatAreAwakeRunSideBySide) {
  AwakeTime time;
  time.on({100, 0, events::SpinBegin{}});
  EXPECT_EQ(time.now(), 100u) << "core 0 alone";
  time.on({100, 1, events::CoreStarted{0}});
  time.on({300, 0, events::SpinBegin{}});
  EXPECT_EQ(time.now(), 200u);
  EXPECT_EQ(time.executed(1), 100u);
  time.on({300, 0, events::CoreHalted{true}});
  time.on({350, 1, events::SpinBegin{}});
  EXPECT_EQ(time.now(), 250u);
  EXPECT_EQ(time.executed(0), 200u) << "who sleeps executes nothing";
  time.on({350, 0, events::CoreWoken{}});
  time.on({370, 1, events::CoreStopped{Stop::Killed, 0}});
  EXPECT_EQ(time.now(), 260u);
}

TEST(RecoveryTime, IsOfThreeParts) {
  constexpr LinearAddress kDecided = 0x7000, kStopped = 0x8000;
  RecoveryTime checker({.work = {kWork},
                        .decided = kDecided,
                        .stopped = kStopped,
                        .recovered = kRecovered,
                        .busy = {{kBusy}, {}}});
  checker.on({10, 0, events::FunctionEnter{kWork, 0}});
  checker.on({20, 0, events::CoreStopped{Stop::Killed, 0}});
  EXPECT_EQ(checker.verdict().outcome, Outcome::Holds);
  EXPECT_EQ(premise(checker, "recoveries"), 0u);
  checker.on({20, 1, events::CoreStarted{0}});
  checker.on({30, 1, events::FunctionExit{kBusy, 0}});
  checker.on({120, 1, events::FunctionEnter{kDecided, 0}});
  checker.on({150, 1, events::FunctionExit{kStopped, 1}});
  checker.on({155, 1, events::FunctionEnter{kRecovered, 0}});
  checker.on({160, 1, events::FunctionEnter{kWork, 0}});
  EXPECT_EQ(premise(checker, "cycles to detect"), 100u);
  EXPECT_EQ(premise(checker, "cycles to fence"), 30u);
  EXPECT_EQ(premise(checker, "cycles to repair"), 5u);
  EXPECT_EQ(premise(checker, "cycles until the next section"), 140u);
  EXPECT_EQ(premise(checker, "busy answers until then"), 1u);
}

TEST(RecoveryTime, ADeathOutsideIsNoLoss) {
  RecoveryTime checker({.work = {kWork}, .decided = 1, .stopped = 2, .recovered = 3, .busy = {}});
  Stream(checker).section(0).stop(0);
  EXPECT_EQ(checker.verdict().outcome, Outcome::NotExercised);
}

TEST(IrqLatency, LastsFromTheEdgeToTheHandler) {
  IrqLatency checker(5, {kAsk});
  checker.on({10, kNoCore, events::IrqRaised{4}});
  checker.on({20, kNoCore, events::IrqRaised{5}});
  checker.on({25, kNoCore, events::IrqRaised{5}});  // merged with the first
  checker.on({50, 0, events::FunctionEnter{kAsk, 0}});
  checker.on({60, kNoCore, events::IrqRaised{5}});
  checker.on({70, 0, events::FunctionEnter{kAsk, 0}});
  checker.on({80, 0, events::FunctionEnter{kAsk, 0}});  // nobody asked for it
  EXPECT_EQ(premise(checker, "IRQ 5 served"), 2u);
  EXPECT_EQ(premise(checker, "IRQ 5 mean latency in cycles"), 20u);
  EXPECT_EQ(premise(checker, "IRQ 5 longest latency in cycles"), 30u);
}

TEST(InterruptsOff, CountsTheStepsOfEachCoreBetweenTwoFunctions) {
  InterruptsOff checker(2, {kWork}, {kOther});
  const auto steps = [&](CoreId core, bool enabled, int count) {
    for (int i = 0; i < count; ++i) checker.on_step(core, enabled);
  };
  EXPECT_TRUE(checker.wants_steps());
  steps(0, false, 100);
  EXPECT_EQ(checker.verdict().outcome, Outcome::NotExercised);
  Stream events(checker);
  events.enter(0, kWork);
  steps(0, false, 3);
  steps(1, false, 50);
  steps(0, true, 4);
  steps(0, false, 2);
  events.enter(0, kOther);
  steps(0, false, 100);
  EXPECT_EQ(premise(checker, "longest with interrupts off"), 3u);
  EXPECT_EQ(premise(checker, "with interrupts off in percent"), 55u);
  events.enter(1, kWork);
  steps(1, false, 7);
  EXPECT_EQ(premise(checker, "longest with interrupts off, core 0"), 3u);
  EXPECT_EQ(premise(checker, "longest with interrupts off, core 1"), 7u);
  EXPECT_EQ(premise(checker, "longest with interrupts off"), 7u);
}

struct SectionIrqsTest : testing::Test {
  SectionIrqs checker{{kWork}};
  Stream events{checker};
  void steps(CoreId core, bool enabled, int count) {
    for (int i = 0; i < count; ++i) checker.on_step(core, enabled);
  }
};

TEST_F(SectionIrqsTest, WhatIsAroundTheSectionCountsIfInterruptsAreOffThereToo) {
  steps(0, false, 50);  // of no section
  steps(0, true, 1);
  steps(0, false, 10);
  events.enter(0, kWork);
  steps(0, false, 20);
  steps(1, true, 100);
  events.leave(0, kWork);
  steps(0, false, 5);
  EXPECT_EQ(premise(checker, "longest section in instructions"), 20u);
  EXPECT_EQ(premise(checker, "longest with interrupts off around a section"), 35u);
  EXPECT_EQ(premise(checker, "sections with interrupts off throughout in percent"), 100u);
}

TEST_F(SectionIrqsTest, OneInstructionWithInterruptsOnIsEnoughToBeDisturbedAt) {
  for (const int open : {0, 1}) {
    events.enter(0, kWork);
    steps(0, false, 10);
    steps(0, true, open);
    steps(0, false, 10);
    events.leave(0, kWork);
    steps(0, true, 1);
  }
  EXPECT_EQ(premise(checker, "longest section in instructions"), 21u);
  EXPECT_EQ(premise(checker, "longest with interrupts off around a section"), 20u);
  EXPECT_EQ(premise(checker, "sections with interrupts off throughout in percent"), 50u);
}

TEST_F(SectionIrqsTest, NoSectionIsNotExercised) {
  steps(0, false, 10);
  EXPECT_EQ(checker.verdict().outcome, Outcome::NotExercised);
}

}  // namespace
}  // namespace vectorscope
