// SPDX-License-Identifier: GPL-2.0-or-later
// The checkers about interrupts and devices, on event streams written by hand.
#include <gmock/gmock.h>

#include "emu/check/keys_handled.hpp"
#include "emu/check/never_halts_with_work.hpp"
#include "emu/check/own_eoi.hpp"
#include "events_by_hand.hpp"

namespace vectorscope {
namespace {

using namespace by_hand;
using testing::HasSubstr;

// --- OwnEoi ------------------------------------------------------------------

struct OwnEoiTest : testing::Test {
  OwnEoi checker{0x20};
  Stream events{checker};
  std::array<std::uint16_t, 4> depth{};

  OwnEoiTest& irq(CoreId core, Vector vector) {
    events.add(core, events::IrqAcknowledged{vector, false});
    return into(core, vector, Cause::Pic);
  }
  OwnEoiTest& into(CoreId core, Vector vector, Cause cause) {
    events.add(core, events::InterruptEntry{vector, cause, ++depth.at(core), 0, 0});
    return *this;
  }
  OwnEoiTest& out(CoreId core, Vector vector) {
    events.add(core, events::InterruptExit{vector, --depth.at(core), 0});
    return *this;
  }
  OwnEoiTest& eoi(CoreId core, std::int16_t level, Controller by = Controller::MasterPic) {
    events.add(core, events::Eoi{by, level});
    return *this;
  }
  Outcome outcome() { return checker.verdict().outcome; }
};

TEST_F(OwnEoiTest, AnIrqThatEndsItselfWithNobodyElseAboutIsNotExercised) {
  irq(0, 0x25).eoi(0, 5).out(0, 0x25);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

TEST_F(OwnEoiTest, AnIntInsideThatSendsNoEoiHolds) {
  irq(0, 0x25).into(0, 0x80, Cause::Software).out(0, 0x80).eoi(0, 5).out(0, 0x25);
  EXPECT_EQ(outcome(), Outcome::Holds);
}

TEST_F(OwnEoiTest, AnIntInsideThatEndsTheIrqViolates) {
  irq(0, 0x25).into(0, 0x80, Cause::Software).eoi(0, 5);
  EXPECT_EQ(outcome(), Outcome::Violated);
  EXPECT_TRUE(checker.settled());
  EXPECT_THAT(checker.verdict().sentence, HasSubstr("vector 0x80 (software), ended IRQ 5"));
}

TEST_F(OwnEoiTest, AnExceptionOnAnotherCoreThatEndsTheIrqViolates) {
  irq(0, 0x25).into(1, 6, Cause::Exception).eoi(1, 5);
  EXPECT_EQ(outcome(), Outcome::Violated);
}

TEST_F(OwnEoiTest, AnEoiThatEndsNothingIsNoHarm) {
  irq(0, 0x25).into(1, 6, Cause::Exception).eoi(1, -1).out(1, 6).eoi(0, 5);
  EXPECT_EQ(outcome(), Outcome::Holds);
}

TEST_F(OwnEoiTest, AnIrqOfTheSlaveEndsTheCascadeToo) {
  irq(0, 0x2C).into(0, 3, Cause::Software).out(0, 3);
  eoi(0, 12, Controller::SlavePic).eoi(0, 2);
  EXPECT_EQ(outcome(), Outcome::Holds);
  irq(0, 0x20).eoi(0, 2);
  EXPECT_EQ(outcome(), Outcome::Violated) << "IRQ 0 has nothing to do with the cascade";
}

TEST_F(OwnEoiTest, ASecondEoiThatHitsAnotherIrqViolates) {
  irq(1, 0x20).irq(0, 0x21).eoi(0, 1).eoi(0, 0);
  EXPECT_EQ(outcome(), Outcome::Violated);
}

TEST_F(OwnEoiTest, TheLapicsEoiIsNoneOfThePics) {
  irq(0, 0x25).into(1, 0xE0, Cause::Lapic).eoi(1, 5, Controller::Lapic).out(1, 0xE0).eoi(0, 5);
  EXPECT_EQ(outcome(), Outcome::Holds);
}

TEST_F(OwnEoiTest, OneIrqOnTwoCoresIsCounted) {
  irq(0, 0x25).irq(1, 0x25);
  EXPECT_EQ(premise(checker, "one IRQ served on two cores at once"), 1u);
}

TEST_F(OwnEoiTest, AnIrqThatHasSentItsEoiIsOver) {
  irq(0, 0x25).eoi(0, 5).irq(1, 0x25);
  EXPECT_EQ(premise(checker, "one IRQ served on two cores at once"), 0u);
}

// --- KeysHandled ---------------------------------------------------------------

struct KeysHandledTest : testing::Test {
  KeysHandled checker{{.handled = {kWork}, .quiet = {kOther}, .busy = {{kBusy}, {}}, .cores = 2}};
  Stream events{checker};

  KeysHandledTest& press(std::uint8_t code) {
    events.add(kNoCore, events::KeyPressed{code});
    return *this;
  }
  KeysHandledTest& handle(std::uint8_t code) {
    events.enter(0, kWork, code).leave(0, kWork);
    return *this;
  }
  KeysHandledTest& quiet() {
    events.enter(0, kOther).enter(1, kOther);
    return *this;
  }
  Outcome outcome() { return checker.verdict().outcome; }
};

TEST_F(KeysHandledTest, AllHandledWithABusyAnswerHolds) {
  press(0x1E);
  events.busy(0);
  handle(0x1E).press(0x9E).handle(0x9E).quiet();
  EXPECT_EQ(outcome(), Outcome::Holds);
}

TEST_F(KeysHandledTest, WithoutABusyAnswerItIsNotExercised) {
  press(0x1E).handle(0x1E).quiet();
  EXPECT_EQ(outcome(), Outcome::NotExercised);
}

TEST_F(KeysHandledTest, BeforeAllIsQuietNothingIsSaid) {
  press(0x1E);
  events.busy(0).enter(0, kOther);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
  events.stop(1);
  EXPECT_EQ(outcome(), Outcome::Violated) << "the dead are quiet";
}

TEST_F(KeysHandledTest, AByteThatIsNeverHandledViolates) {
  press(0x1E).press(0x9E);
  events.busy(0);
  handle(0x1E).quiet();
  EXPECT_EQ(outcome(), Outcome::Violated);
  EXPECT_THAT(checker.verdict().sentence, HasSubstr("only 1 of 2 bytes were handled; 0x9e still"));
}

TEST_F(KeysHandledTest, AMachineThatWaitsForAnInputIsQuiet) {
  press(0x1E);
  events.busy(0);
  checker.on_idle(10);
  EXPECT_EQ(outcome(), Outcome::Violated);
  press(0x9E);
  EXPECT_EQ(outcome(), Outcome::NotExercised) << "there is a new input";
}

TEST_F(KeysHandledTest, AByteThatNobodyPressedViolatesAtOnce) {
  press(0x1E).handle(0x9E);
  EXPECT_TRUE(checker.violated());
  EXPECT_EQ(checker.verdict().sentence,
            "at step 2 byte 0x9e was handled, where the keys had made 0x1e");
}

TEST_F(KeysHandledTest, AByteHandledTwiceViolates) {
  press(0x1E).handle(0x1E).handle(0x1E);
  EXPECT_THAT(checker.verdict().sentence, HasSubstr("the keys had made no byte at all"));
}

TEST(KeysHandledWithoutALock, NeedsAKeyBehindAnother) {
  KeysHandled checker{{.handled = {kWork}, .quiet = {kOther}, .busy = {}, .cores = 1}};
  Stream events(checker);
  events.add(kNoCore, events::KeyPressed{1}).enter(0, kWork, 1).enter(0, kOther);
  EXPECT_EQ(checker.verdict().outcome, Outcome::NotExercised);
  events.add(kNoCore, events::KeyPressed{2}).add(kNoCore, events::KeyPressed{3});
  events.enter(0, kWork, 2).enter(0, kWork, 3);
  EXPECT_EQ(checker.verdict().outcome, Outcome::Holds);
}

// --- NeverHaltsWithWork ----------------------------------------------------------

struct NeverHaltsWithWorkTest : testing::Test {
  NeverHaltsWithWork checker{{.queued = {kAsk}, .done = {kWork}}};
  Stream events{checker};

  NeverHaltsWithWorkTest& halt() {
    events.add(0, events::CoreHalted{true});
    return *this;
  }
  Outcome outcome() { return checker.verdict().outcome; }
};

TEST_F(NeverHaltsWithWorkTest, HaltingWhenAllIsDoneHolds) {
  EXPECT_EQ(outcome(), Outcome::NotExercised);
  events.enter(0, kAsk).enter(0, kWork);
  EXPECT_EQ(outcome(), Outcome::NotExercised);
  halt();
  EXPECT_EQ(outcome(), Outcome::Holds);
}

TEST_F(NeverHaltsWithWorkTest, HaltingWithWorkViolates) {
  events.enter(0, kAsk);
  halt();
  EXPECT_EQ(outcome(), Outcome::Violated);
}

TEST_F(NeverHaltsWithWorkTest, AnIrqOnItsWayExcusesUntilItIsTaken) {
  events.enter(0, kAsk).add(kNoCore, events::IrqRaised{0});
  events.add(kNoCore, events::IrqRaised{1});
  halt();
  EXPECT_FALSE(checker.violated());
  events.add(0, events::IrqAcknowledged{0x21, false});
  halt();
  EXPECT_TRUE(checker.violated());
}

}  // namespace
}  // namespace vectorscope
