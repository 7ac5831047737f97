// SPDX-License-Identifier: GPL-2.0-or-later
// 8259A data sheet, "Edge and level triggered modes", "default IR7".
#include "tests/emu/interrupts/pics.hpp"

namespace vectorscope::test {
namespace {

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

}  // namespace
}  // namespace vectorscope::test
