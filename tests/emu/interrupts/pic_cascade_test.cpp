// SPDX-License-Identifier: GPL-2.0-or-later
// 8259A data sheet, "Cascade mode".
#include "tests/emu/interrupts/pics.hpp"

namespace vectorscope::test {
namespace {

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
