// SPDX-License-Identifier: GPL-2.0-or-later
// Behaviour from the 8259A data sheet; section names in the comments.
#include "emu/interrupts/pic.hpp"

#include <gtest/gtest.h>

#include "tests/emu/support/bench.hpp"

namespace vectorscope::test {
namespace {

constexpr std::uint32_t kMasterCommand = 0, kMasterData = 1, kSlaveCommand = 2, kSlaveData = 3;
constexpr std::uint32_t kMasterElcr = 4, kSlaveElcr = 5;
constexpr std::uint8_t kNonSpecificEoi = 0x20, kSpecificEoi = 0x60;
constexpr std::uint8_t kReadIrr = 0x0A, kReadIsr = 0x0B, kPoll = 0x0C;

class PicTest : public testing::Test {
 protected:
  PicTest() { initialise(); }

  void initialise(std::uint8_t icw1 = 0x11, std::uint8_t master_icw4 = 0x01,
                  std::uint8_t slave_icw4 = 0x01) {
    write(kMasterCommand, icw1);
    write(kSlaveCommand, icw1);
    write(kMasterData, 0x20);
    write(kSlaveData, 0x28);
    write(kMasterData, 0x04);
    write(kSlaveData, 0x02);
    write(kMasterData, master_icw4);
    write(kSlaveData, slave_icw4);
    events_.events.clear();
  }
  void write(std::uint32_t offset, std::uint8_t value) { pic_.write(offset, 1, value, kGuest); }
  std::uint8_t read(std::uint32_t offset) {
    return static_cast<std::uint8_t>(pic_.read(offset, 1, kGuest));
  }
  void pulse(unsigned irq) {
    pic_.set_line(irq, false);
    pic_.set_line(irq, true);
  }
  Vector take() {
    EXPECT_TRUE(pic_.intr());
    const auto ack = pic_.acknowledge(0);
    EXPECT_FALSE(ack.spurious);
    return ack.vector;
  }

  Published events_;
  bool intr_ = false;
  Pic8259Pair pic_{events_, [this](bool level) { intr_ = level; }};
};

TEST_F(PicTest, AnEdgeRaisesIntrAndGivesItsVector) {
  pic_.set_line(1, true);
  EXPECT_TRUE(intr_);
  EXPECT_EQ(pic_.irr(), 0x0002);
  EXPECT_EQ(take(), 0x21);
  EXPECT_FALSE(intr_);
  EXPECT_EQ(pic_.irr(), 0);
  EXPECT_EQ(pic_.isr(), 0x0002);
}

TEST_F(PicTest, PublishesRaisedAcknowledgedAndEoiWithIrqNumbers) {
  pic_.set_line(12, true);
  pic_.acknowledge(3);
  pic_.write(kSlaveCommand, 1, kNonSpecificEoi, guest_on(3));
  pic_.write(kMasterCommand, 1, kNonSpecificEoi, guest_on(3));
  ASSERT_EQ(events_.events.size(), 4U);
  EXPECT_EQ(events_.last<events::IrqRaised>().line, 12);
  EXPECT_EQ(events_.last<events::IrqAcknowledged>().vector, 0x2C);
  EXPECT_EQ(events_.events[1].core, 3);
  const auto eois = events_.all<events::Eoi>();
  EXPECT_EQ(eois[0].controller, Controller::SlavePic);
  EXPECT_EQ(eois[0].level, 12);
  EXPECT_EQ(eois[1].controller, Controller::MasterPic);
  EXPECT_EQ(eois[1].level, 2);
}

TEST_F(PicTest, EveryIrqHasItsVector) {
  for (unsigned irq = 0; irq < 16; ++irq) {
    if (irq == 2) continue;
    initialise();
    pulse(irq);
    EXPECT_EQ(take(), 0x20 + irq);
    EXPECT_EQ(pic_.isr(), irq < 8 ? 1U << irq : (1U << irq | 4));
    pic_.set_line(irq, false);
  }
}

// "Fully nested mode"
TEST_F(PicTest, LowerPriorityIrqWaitsForEoi) {
  pic_.set_line(1, true);
  take();
  pic_.set_line(4, true);
  EXPECT_FALSE(intr_);
  write(kMasterCommand, kNonSpecificEoi);
  EXPECT_TRUE(intr_);
  EXPECT_EQ(take(), 0x24);
}

TEST_F(PicTest, AnIrqWaitsForItsOwnEoi) {
  pulse(1);
  take();
  pulse(1);
  EXPECT_FALSE(intr_);
  EXPECT_EQ(pic_.irr(), 0x0002);
  write(kMasterCommand, kNonSpecificEoi);
  EXPECT_EQ(take(), 0x21);
}

TEST_F(PicTest, HigherPriorityIrqInterrupts) {
  pic_.set_line(4, true);
  take();
  pic_.set_line(1, true);
  EXPECT_EQ(take(), 0x21);
  EXPECT_EQ(pic_.isr(), 0x0012);
}

TEST_F(PicTest, TheHighestPriorityGoesFirst) {
  for (unsigned irq : {7U, 3U, 5U, 0U}) pic_.set_line(irq, true);
  for (Vector vector : {0x20, 0x23, 0x25, 0x27}) {
    EXPECT_EQ(take(), vector);
    write(kMasterCommand, kNonSpecificEoi);
  }
}

TEST_F(PicTest, TwoEdgesBeforeAnAcknowledgeMerge) {
  pulse(1);
  pulse(1);
  EXPECT_EQ(events_.count<events::IrqRaised>(), 2U);
  take();
  write(kMasterCommand, kNonSpecificEoi);
  EXPECT_FALSE(intr_);
}

TEST_F(PicTest, AMaskedIrqWaitsInTheIrr) {
  write(kMasterData, 0x02);
  pic_.set_line(1, true);
  EXPECT_FALSE(intr_);
  EXPECT_EQ(pic_.irr(), 0x0002);
  EXPECT_EQ(pic_.imr(), 0x0002);
  EXPECT_EQ(read(kMasterData), 0x02);
  write(kMasterData, 0x00);
  EXPECT_EQ(take(), 0x21);
}

// "End of interrupt"
TEST_F(PicTest, NonSpecificEoiEndsTheHighestInService) {
  pic_.set_line(4, true);
  take();
  pic_.set_line(1, true);
  take();
  write(kMasterCommand, kNonSpecificEoi);
  EXPECT_EQ(pic_.isr(), 0x0010);
  EXPECT_EQ(events_.last<events::Eoi>().level, 1);
}

TEST_F(PicTest, SpecificEoiEndsTheLevelItNames) {
  pic_.set_line(4, true);
  take();
  pic_.set_line(1, true);
  take();
  write(kMasterCommand, kSpecificEoi | 4);
  EXPECT_EQ(pic_.isr(), 0x0002);
  EXPECT_EQ(events_.last<events::Eoi>().level, 4);
}

TEST_F(PicTest, AnEoiWithNothingInServiceSaysSo) {
  write(kMasterCommand, kNonSpecificEoi);
  EXPECT_EQ(events_.last<events::Eoi>().level, -1);
  write(kMasterCommand, kSpecificEoi | 3);
  EXPECT_EQ(events_.last<events::Eoi>().level, -1);
}

TEST_F(PicTest, AutomaticEoiLeavesNothingInService) {
  initialise(0x11, 0x03);
  pic_.set_line(4, true);
  EXPECT_EQ(take(), 0x24);
  EXPECT_EQ(pic_.isr(), 0);
  EXPECT_EQ(events_.last<events::Eoi>().level, 4);
  pic_.set_line(5, true);
  EXPECT_TRUE(intr_);
}

// "Automatic rotation", "Specific rotation"
TEST_F(PicTest, RotateOnNonSpecificEoiMakesTheLevelServedTheLowest) {
  pic_.set_line(4, true);
  take();
  write(kMasterCommand, 0xA0);
  pic_.set_line(0, true);
  pic_.set_line(5, true);
  EXPECT_EQ(take(), 0x25);  // 5 is the highest now, 4 the lowest
  pulse(4);
  EXPECT_FALSE(intr_);
}

TEST_F(PicTest, RotateOnSpecificEoiEndsAndLowersTheLevel) {
  pic_.set_line(3, true);
  take();
  write(kMasterCommand, 0xE0 | 3);
  EXPECT_EQ(pic_.isr(), 0);
  pic_.set_line(0, true);
  pic_.set_line(4, true);
  EXPECT_EQ(take(), 0x24);
}

TEST_F(PicTest, SetPriorityNamesTheLowest) {
  write(kMasterCommand, 0xC0 | 5);
  EXPECT_EQ(events_.count<events::Eoi>(), 0U);
  pic_.set_line(0, true);
  pic_.set_line(6, true);
  EXPECT_EQ(take(), 0x26);
}

TEST_F(PicTest, RotationInAutomaticEoiGivesEveryLevelItsTurn) {
  initialise(0x11, 0x03);
  write(kMasterCommand, 0x80);
  pic_.set_line(0, true);
  pic_.set_line(1, true);
  EXPECT_EQ(take(), 0x20);
  pulse(0);
  EXPECT_EQ(take(), 0x21);
  EXPECT_EQ(take(), 0x20);
  write(kMasterCommand, 0x00);  // rotation off: the order stays as it is
}

// "Special mask mode"
TEST_F(PicTest, SpecialMaskLetsLowerLevelsThroughAMaskedOneInService) {
  pic_.set_line(1, true);
  take();
  pic_.set_line(4, true);
  write(kMasterData, 0x02);
  EXPECT_FALSE(intr_);
  write(kMasterCommand, 0x68);
  EXPECT_EQ(take(), 0x24);
  write(kMasterCommand, kNonSpecificEoi);
  EXPECT_EQ(pic_.isr(), 0x0002) << "a masked level is out of a non-specific EOI's reach";
  write(kMasterCommand, 0x48);
  pulse(4);
  EXPECT_FALSE(intr_);
}

// "Reading the 8259A status"
TEST_F(PicTest, Ocw3SelectsIrrOrIsr) {
  pic_.set_line(1, true);
  take();
  pic_.set_line(4, true);
  EXPECT_EQ(read(kMasterCommand), 0x10) << "the IRR after initialisation";
  write(kMasterCommand, kReadIsr);
  EXPECT_EQ(read(kMasterCommand), 0x02);
  EXPECT_EQ(read(kMasterCommand), 0x02);
  write(kMasterCommand, kReadIrr);
  EXPECT_EQ(read(kMasterCommand), 0x10);
}

// "Poll command"
TEST_F(PicTest, APollAcknowledges) {
  write(kMasterCommand, kPoll);
  EXPECT_EQ(read(kMasterCommand), 0x00);
  pic_.set_line(4, true);
  write(kMasterCommand, kPoll);
  EXPECT_EQ(read(kMasterCommand), 0x84);
  EXPECT_EQ(pic_.isr(), 0x0010);
  EXPECT_FALSE(intr_);
  EXPECT_EQ(events_.count<events::IrqAcknowledged>(), 1U);
  EXPECT_EQ(read(kMasterCommand), 0x00) << "one read only, then the IRR again";
}

TEST_F(PicTest, AViewersPollAcknowledgesNothing) {
  pic_.set_line(4, true);
  write(kMasterCommand, kPoll);
  EXPECT_EQ(pic_.read(kMasterCommand, 1, kViewer), 0x84U);
  EXPECT_EQ(pic_.isr(), 0);
  EXPECT_TRUE(intr_);
}

// "Edge and level triggered modes", "default IR7"
TEST_F(PicTest, AnEdgeThatFallsBeforeTheAcknowledgeEndsAsSpurious7) {
  pic_.set_line(1, true);
  pic_.set_line(1, false);
  const auto ack = pic_.acknowledge(0);
  EXPECT_EQ(ack.vector, 0x27);
  EXPECT_TRUE(ack.spurious);
  EXPECT_EQ(pic_.isr(), 0);
  EXPECT_TRUE(events_.last<events::IrqAcknowledged>().spurious);
}

TEST_F(PicTest, Spurious15LeavesTheCascadeInService) {
  pic_.raise_spurious(true);
  EXPECT_TRUE(intr_);
  const auto ack = pic_.acknowledge(0);
  EXPECT_EQ(ack.vector, 0x2F);
  EXPECT_TRUE(ack.spurious);
  EXPECT_EQ(pic_.isr(), 0x0004);
  EXPECT_FALSE(intr_);
}

TEST_F(PicTest, AnInjectedSpurious7LeavesNothingBehind) {
  pic_.raise_spurious(false);
  EXPECT_TRUE(intr_);
  EXPECT_EQ(pic_.irr(), 0);
  const auto ack = pic_.acknowledge(0);
  EXPECT_EQ(ack.vector, 0x27);
  EXPECT_TRUE(ack.spurious);
  EXPECT_EQ(pic_.isr(), 0);
  EXPECT_FALSE(intr_);
}

TEST_F(PicTest, AnInjectedIrqIsHeldUntilItIsAcknowledged) {
  pic_.raise(5);
  pic_.raise(5);
  EXPECT_EQ(events_.count<events::IrqRaised>(), 2U);
  EXPECT_EQ(take(), 0x25);
  write(kMasterCommand, kNonSpecificEoi);
  EXPECT_FALSE(intr_);
  pic_.raise(5);
  EXPECT_TRUE(intr_) << "the line fell at the acknowledge, so it can rise again";
}

TEST_F(PicTest, AnEdgeIsOneInterruptHoweverLongTheLineIsHigh) {
  pic_.set_line(4, true);
  take();
  write(kMasterCommand, kNonSpecificEoi);
  EXPECT_FALSE(intr_);
}

TEST_F(PicTest, ALevelAsksAgainWhileTheLineIsHigh) {
  write(kMasterElcr, 0x10);
  pic_.set_line(4, true);
  take();
  EXPECT_FALSE(intr_);
  write(kMasterCommand, kNonSpecificEoi);
  EXPECT_EQ(take(), 0x24);
  pic_.set_line(4, false);
  write(kMasterCommand, kNonSpecificEoi);
  EXPECT_FALSE(intr_);
}

TEST_F(PicTest, LtimMakesEveryInputLevelTriggered) {
  initialise(0x19);
  pic_.set_line(1, true);
  take();
  write(kMasterCommand, kNonSpecificEoi);
  EXPECT_TRUE(intr_);
}

TEST_F(PicTest, TheElcrKeepsTimerKeyboardAndCascadeEdgeTriggered) {
  write(kMasterElcr, 0xFF);
  write(kSlaveElcr, 0xFF);
  EXPECT_EQ(read(kMasterElcr), 0xF8);
  EXPECT_EQ(read(kSlaveElcr), 0xDE);
}

// "Cascade mode"
TEST_F(PicTest, TheSlaveNeedsTwoEois) {
  pic_.set_line(8, true);
  EXPECT_EQ(take(), 0x28);
  pic_.set_line(3, true);
  EXPECT_FALSE(intr_) << "IRQ 3 is below the cascade";
  write(kSlaveCommand, kNonSpecificEoi);
  EXPECT_FALSE(intr_);
  write(kMasterCommand, kNonSpecificEoi);
  EXPECT_EQ(take(), 0x23);
}

TEST_F(PicTest, IrqsOneAndZeroAreAboveTheSlave) {
  pic_.set_line(8, true);
  take();
  pic_.set_line(1, true);
  EXPECT_EQ(take(), 0x21);
}

TEST_F(PicTest, ASecondSlaveIrqComesAfterTheEois) {
  pic_.set_line(8, true);
  pic_.set_line(12, true);
  EXPECT_EQ(take(), 0x28);
  write(kSlaveCommand, kNonSpecificEoi);
  EXPECT_FALSE(intr_);
  write(kMasterCommand, kNonSpecificEoi);
  EXPECT_EQ(take(), 0x2C);
}

// "Special fully nested mode"
TEST_F(PicTest, SpecialFullyNestedLetsTheSlaveInterruptItself) {
  pulse(12);
  take();
  pulse(8);
  EXPECT_FALSE(intr_);
  pic_.set_line(8, false);
  pic_.set_line(12, false);
  initialise(0x11, 0x11);
  pulse(12);
  take();
  pulse(8);
  EXPECT_EQ(take(), 0x28);
  EXPECT_EQ(pic_.isr(), 0x1104);
}

TEST_F(PicTest, AMaskedCascadeSilencesTheSlave) {
  write(kMasterData, 0x04);
  pic_.set_line(8, true);
  EXPECT_FALSE(intr_);
  write(kMasterData, 0x00);
  EXPECT_EQ(take(), 0x28);
}

// "Initialization command words"
TEST_F(PicTest, Icw1ForgetsEdgesMasksAndPriorities) {
  write(kMasterData, 0xFF);
  pic_.set_line(1, true);
  write(kMasterCommand, 0xC0 | 3);
  initialise();
  EXPECT_EQ(pic_.irr(), 0) << "an input must rise after initialisation";
  EXPECT_EQ(pic_.imr(), 0);
  pic_.set_line(4, true);
  pic_.set_line(0, true);
  EXPECT_EQ(take(), 0x20);
}

TEST_F(PicTest, NothingIsAskedForDuringInitialisation) {
  write(kMasterCommand, 0x11);
  pic_.set_line(1, true);
  EXPECT_FALSE(intr_);
  for (std::uint8_t icw : {0x40, 0x04, 0x01}) write(kMasterData, icw);
  EXPECT_EQ(take(), 0x41);
}

TEST_F(PicTest, ASingleChipHasNoIcw3AndIcw4IsOptional) {
  write(kMasterCommand, 0x12);
  write(kMasterData, 0x40);
  write(kMasterData, 0xFE);  // OCW1 already
  EXPECT_EQ(pic_.imr() & 0xFF, 0xFE);
  pic_.set_line(0, true);
  EXPECT_EQ(take(), 0x40);
}

TEST_F(PicTest, ResetIsWhatABiosLeaves) {
  pic_.reset();
  EXPECT_EQ(pic_.imr(), 0x8EB8);
  pic_.set_line(1, true);
  EXPECT_EQ(take(), 0x09);
}

TEST_F(PicTest, LinesThatDoNotExistDoNothing) {
  pic_.set_line(2, true);
  pic_.set_line(16, true);
  pic_.raise(2);
  EXPECT_EQ(pic_.irr(), 0);
  EXPECT_TRUE(events_.events.empty());
}

// The slave's INT falls with each INTA: what it asks for next is a new edge.
TEST_F(PicTest, ASlaveWithAutomaticEoiAsksTheMasterAgain) {
  initialise(0x11, 0x01, 0x03);
  write(kMasterData, 0x00);
  write(kSlaveData, 0x00);
  pulse(9);
  pulse(8);
  EXPECT_EQ(take(), 0x28);
  write(kMasterCommand, 0x20);
  EXPECT_EQ(take(), 0x29);
}

}  // namespace
}  // namespace vectorscope::test
