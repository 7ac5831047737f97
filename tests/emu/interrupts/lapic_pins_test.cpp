// SPDX-License-Identifier: GPL-2.0-or-later
// What the pins do (SDM 3A, 10.5.1): delivery mode, trigger mode and remote IRR of LINT0.
#include "tests/emu/interrupts/lapics.hpp"

namespace vectorscope::test {
namespace {

// "Virtual wire mode"
TEST_F(LapicTest, ThePicComesThroughAnUnmaskedExtInt) {
  write(0, kLint0, 0x700);
  EXPECT_TRUE(apics_.accepts_pic(0));
  write(0, kLint0, kMasked | 0x700);
  EXPECT_FALSE(apics_.accepts_pic(0));
  write(0, kLint0, 0x20);
  EXPECT_FALSE(apics_.accepts_pic(0));
  write(0, kSvr, 0xFF);
  EXPECT_TRUE(apics_.accepts_pic(0)) << "an APIC that is off is not in the way";
}

TEST_F(LapicTest, Lint0AsNmiIsOneForEachRise) {
  write(0, kLint0, 0x400);
  apics_.set_lint0(0, true);
  apics_.set_lint0(0, true);
  apics_.set_lint0(0, false);
  EXPECT_EQ(wires_, std::vector<std::string>{"nmi 0"});
  apics_.set_lint0(0, true);
  EXPECT_EQ(wires_.size(), 2U);
}

TEST_F(LapicTest, Lint0ByEdgeRequestsItsVectorOnceAndNothingWhileMasked) {
  write(0, kLint0, kMasked | 0x61);
  apics_.set_lint0(0, true);
  write(0, kLint0, 0x61);
  EXPECT_TRUE(waiting(0x61).empty());
  apics_.set_lint0(0, false);
  apics_.set_lint0(0, true);
  EXPECT_EQ(waiting(0x61), std::set<CoreId>{0});
  EXPECT_EQ(apics_.acknowledge(0), 0x61);
  write(0, kEoi, 0);
  EXPECT_TRUE(waiting(0x61).empty());
}

TEST_F(LapicTest, Lint0ByLevelComesAgainAfterEachEoiUntilItIsLow) {
  constexpr std::uint32_t kByLevel = 0x8000, kRemoteIrr = 0x4000;
  apics_.set_lint0(0, true);
  write(0, kLint0, kByLevel | 0x61);
  EXPECT_EQ(read(0, kLint0), kByLevel | kRemoteIrr | 0x61);
  EXPECT_EQ(apics_.acknowledge(0), 0x61);
  EXPECT_TRUE(waiting(0x61).empty());
  write(0, kEoi, 0);
  EXPECT_EQ(apics_.acknowledge(0), 0x61);
  apics_.set_lint0(0, false);
  write(0, kEoi, 0);
  EXPECT_TRUE(waiting(0x61).empty());
  EXPECT_EQ(read(0, kLint0), kByLevel | 0x61);
}

}  // namespace
}  // namespace vectorscope::test
