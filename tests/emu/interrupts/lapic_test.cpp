// SPDX-License-Identifier: GPL-2.0-or-later
// Behaviour from the Intel SDM, volume 3, chapter "APIC".
#include "tests/emu/interrupts/lapics.hpp"

namespace vectorscope::test {
namespace {

TEST_F(LapicTest, EachCoreSeesItsOwnBank) {
  EXPECT_EQ(read(0, kId), 0U);
  EXPECT_EQ(read(3, kId), 0x03000000U);
  EXPECT_EQ(read(0, kVersion), 0x00050014U);
  write(2, kTpr, 0x40);
  EXPECT_EQ(read(2, kTpr), 0x40U);
  EXPECT_EQ(read(1, kTpr), 0U);
}

// "Local APIC state after power-up", and what a BIOS adds on the first core.
TEST_F(LapicTest, ResetIsWhatABiosLeaves) {
  apics_.reset();
  EXPECT_EQ(read(0, kSvr), 0x1FFU);
  EXPECT_EQ(read(0, kLint0), 0x8700U);
  EXPECT_EQ(read(1, kSvr), 0xFFU);
  EXPECT_EQ(read(1, kLint0), kMasked);
  EXPECT_EQ(read(1, kDfr), 0xFFFFFFFFU);
  EXPECT_EQ(apics_.base_msr(0), 0xFEE00900U);
  EXPECT_EQ(apics_.base_msr(1), 0xFEE00800U);
  EXPECT_TRUE(apics_.accepts_pic(0));
}

// "Interrupt acceptance"
TEST_F(LapicTest, AFixedInterruptMovesFromIrrToIsrToNothing) {
  apics_.post(1, 0x41, false);
  EXPECT_TRUE(apics_.pending(1));
  EXPECT_EQ(wires_.back(), "attention 1");
  EXPECT_TRUE(apics_.irr(1)[0x41]);
  EXPECT_EQ(apics_.acknowledge(1), 0x41);
  EXPECT_FALSE(apics_.irr(1)[0x41]);
  EXPECT_TRUE(apics_.isr(1)[0x41]);
  EXPECT_EQ(read(1, 0x100 + 0x10 * (0x41 / 32)), 1U << (0x41 % 32));
  write(1, kEoi, 0);
  EXPECT_TRUE(apics_.isr(1).none());
  EXPECT_EQ(events_.last<events::Eoi>().controller, Controller::Lapic);
  EXPECT_EQ(events_.last<events::Eoi>().level, 0x41);
}

TEST_F(LapicTest, AnEoiOfNothingSaysSo) {
  write(0, kEoi, 0);
  EXPECT_EQ(events_.last<events::Eoi>().level, -1);
}

TEST_F(LapicTest, PriorityIsTheUpperFourBits) {
  apics_.post(0, 0x41, false);
  apics_.acknowledge(0);
  apics_.post(0, 0x4F, false);
  EXPECT_FALSE(apics_.pending(0)) << "the same class waits";
  apics_.post(0, 0x50, false);
  EXPECT_EQ(apics_.acknowledge(0), 0x50);
  write(0, kEoi, 0);
  EXPECT_FALSE(apics_.pending(0));
  wires_.clear();
  write(0, kEoi, 0);
  EXPECT_EQ(wires_, std::vector<std::string>{"attention 0"});
  EXPECT_EQ(apics_.acknowledge(0), 0x4F);
}

TEST_F(LapicTest, TheTaskPriorityHoldsBack) {
  write(0, kTpr, 0x50);
  apics_.post(0, 0x51, false);
  EXPECT_FALSE(apics_.pending(0));
  write(0, kTpr, 0x4F);
  EXPECT_TRUE(apics_.pending(0));
  EXPECT_EQ(wires_.back(), "attention 0");
}

TEST_F(LapicTest, ThePprIsTheHigherOfTaskAndService) {
  write(0, kTpr, 0x35);
  EXPECT_EQ(read(0, kPpr), 0x35U);
  apics_.post(0, 0x47, false);
  apics_.acknowledge(0);
  EXPECT_EQ(read(0, kPpr), 0x40U);
  write(0, kTpr, 0x4A);
  EXPECT_EQ(read(0, kPpr), 0x4AU);
}

TEST_F(LapicTest, NothingToAcknowledgeGivesTheSpuriousVector) {
  write(0, kSvr, 0x1EF);
  apics_.post(0, 0x41, false);
  write(0, kTpr, 0xF0);
  EXPECT_EQ(apics_.acknowledge(0), 0xEF);
  EXPECT_TRUE(apics_.isr(0).none());
  EXPECT_TRUE(apics_.irr(0)[0x41]);
}

TEST_F(LapicTest, TheTmrTellsLevelFromEdge) {
  apics_.post(0, 0x60, true);
  apics_.post(0, 0x61, false);
  EXPECT_TRUE(apics_.tmr(0)[0x60]);
  EXPECT_FALSE(apics_.tmr(0)[0x61]);
}

TEST_F(LapicTest, SoftwareDisabledAcceptsNothingAndMasksItsLvt) {
  write(0, kLvtTimer, 0x40);
  write(0, kSvr, 0x0FF);
  apics_.post(0, 0x41, false);
  EXPECT_FALSE(apics_.pending(0));
  EXPECT_TRUE(apics_.irr(0).none());
  EXPECT_EQ(read(0, kLvtTimer), kMasked | 0x40);
  write(0, kLvtTimer, 0x40);
  EXPECT_EQ(read(0, kLvtTimer), kMasked | 0x40);
}

// "Error handling"
TEST_F(LapicTest, IllegalVectorsAreErrorsOfSenderAndReceiver) {
  write(0, kLvtError, 0xE0);
  send(0, 0x0F, 1);
  EXPECT_TRUE(apics_.irr(0)[0xE0]);
  EXPECT_EQ(read(0, kEsr), 0U) << "the ESR is filled by a write";
  write(0, kEsr, 0);
  EXPECT_EQ(read(0, kEsr), 0x20U);
  write(1, kEsr, 0);
  EXPECT_EQ(read(1, kEsr), 0x40U);
  write(0, kEsr, 0);
  EXPECT_EQ(read(0, kEsr), 0U);
}

TEST_F(LapicTest, AnIllegalErrorVectorDoesNotRaiseItself) {
  write(0, kLvtError, 0x05);
  send(0, 0x0F, 0);
  write(0, kEsr, 0);
  EXPECT_EQ(read(0, kEsr), 0x60U);
}

TEST_F(LapicTest, OddAccessesAreDeviceErrors) {
  EXPECT_EQ(apics_.read(kId, 1, kGuest), 0xFFFFFFFFU);
  EXPECT_EQ(apics_.read(kId + 4, 4, kGuest), 0xFFFFFFFFU);
  apics_.write(kTpr, 2, 0x40, kGuest);
  write(0, 0x40, 1);
  write(0, kVersion, 1);
  EXPECT_EQ(events_.count<events::DeviceError>(), 5U);
  EXPECT_EQ(read(0, kTpr), 0U);
}

// MSR 1B
TEST_F(LapicTest, TheBaseMsrTurnsTheApicOff) {
  apics_.post(1, 0x41, false);
  apics_.set_base_msr(1, 0xFEE00000);
  EXPECT_FALSE(apics_.pending(1));
  EXPECT_TRUE(apics_.accepts_pic(1));
  send(0, 0x55, 1);
  EXPECT_EQ(events_.last<events::IpiSent>().outcome, Delivery::NoTarget);
  apics_.set_base_msr(1, 0xFEE00800);
  EXPECT_EQ(read(1, kSvr), 0xFFU);
}

TEST_F(LapicTest, TheBaseCannotBeMoved) {
  apics_.set_base_msr(0, 0xFED00900);
  EXPECT_EQ(apics_.base_msr(0), 0xFEE00900U);
  EXPECT_EQ(events_.count<events::DeviceError>(), 1U);
}

}  // namespace
}  // namespace vectorscope::test
