// SPDX-License-Identifier: GPL-2.0-or-later
// Behaviour from the 8259A data sheet; section names in the comments.
#include "tests/emu/interrupts/pics.hpp"

namespace vectorscope::test {
namespace {

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

}  // namespace
}  // namespace vectorscope::test
