// SPDX-License-Identifier: GPL-2.0-or-later
// Intel SDM, volume 3, chapter "APIC", "APIC timer".
#include "tests/emu/interrupts/lapics.hpp"

namespace vectorscope::test {
namespace {

TEST_F(LapicTest, AOneShotTimerFiresOnceAtItsCount) {
  write(0, kDivide, kDivideBy1);
  write(0, kLvtTimer, 0x40);
  write(0, kInitial, 1000);
  EXPECT_EQ(apics_.next_deadline(), 1000 * kTicksPerCycle);
  cycles(999);
  EXPECT_EQ(read(0, kCurrent), 1U);
  EXPECT_FALSE(apics_.pending(0));
  cycles(1);
  EXPECT_TRUE(apics_.irr(0)[0x40]);
  EXPECT_EQ(read(0, kCurrent), 0U);
  EXPECT_EQ(apics_.next_deadline(), kNever);
}

TEST_F(LapicTest, APeriodicTimerFiresEveryCount) {
  write(0, kDivide, kDivideBy1);
  write(0, kLvtTimer, kPeriodic | 0x40);
  write(0, kInitial, 100);
  for (int times = 0; times < 3; ++times) {
    cycles(100);
    EXPECT_EQ(apics_.acknowledge(0), 0x40);
    write(0, kEoi, 0);
    EXPECT_EQ(read(0, kCurrent), 100U);
  }
  cycles(30);
  EXPECT_EQ(read(0, kCurrent), 70U);
}

TEST_F(LapicTest, TheDivideRegisterDividesByPowersOfTwo) {
  const std::uint32_t codes[] = {0xB, 0x0, 0x1, 0x2, 0x3, 0x8, 0x9, 0xA};
  for (unsigned power = 0; power < 8; ++power) {
    write(0, kDivide, codes[power]);
    write(0, kLvtTimer, 0x40);
    write(0, kInitial, 10);
    EXPECT_EQ(apics_.next_deadline() - now_, (10U << power) * kTicksPerCycle) << power;
    cycles(3);
  }
}

TEST_F(LapicTest, AMaskedTimerCountsButIsNotHeard) {
  write(0, kDivide, kDivideBy1);
  write(0, kLvtTimer, kMasked | kPeriodic | 0x40);
  write(0, kInitial, 100);
  EXPECT_EQ(apics_.next_deadline(), kNever);
  cycles(1'000'030);
  EXPECT_FALSE(apics_.pending(0));
  EXPECT_EQ(read(0, kCurrent), 70U);
}

TEST_F(LapicTest, CountZeroStopsTheTimer) {
  write(0, kLvtTimer, kPeriodic | 0x40);
  write(0, kInitial, 100);
  write(0, kInitial, 0);
  EXPECT_EQ(apics_.next_deadline(), kNever);
}

TEST_F(LapicTest, TheTimersOfTwoCoresAreTheirOwn) {
  write(0, kDivide, kDivideBy1);
  write(1, kDivide, kDivideBy1);
  write(0, kLvtTimer, 0x40);
  write(1, kLvtTimer, 0x41);
  write(0, kInitial, 50);
  write(1, kInitial, 20);
  cycles(20);
  EXPECT_EQ(waiting(0x41), std::set<CoreId>{1});
  EXPECT_TRUE(waiting(0x40).empty());
  cycles(30);
  EXPECT_EQ(waiting(0x40), std::set<CoreId>{0});
}

}  // namespace
}  // namespace vectorscope::test
