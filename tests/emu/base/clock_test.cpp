// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/base/clock.hpp"

#include <gtest/gtest.h>

namespace vectorscope::test {
namespace {

TEST(Crystal, AMillionPulsesOfOneMegahertzAreASecond) {
  const std::uint64_t core_hz = 100'000'000;
  const Crystal crystal(1'000'000, core_hz);
  EXPECT_EQ(crystal.pulses_at(core_hz * kTicksPerCycle), 1'000'000U);
  EXPECT_EQ(crystal.time_of(1'000'000), core_hz * kTicksPerCycle);
}

TEST(Crystal, APulseBeginsWhereItsNumberIsFirstSeen) {
  const Crystal crystal(1'193'182, 33'333'333);
  for (std::uint64_t pulse = 1; pulse < 100'000'000'000; pulse = pulse * 3 + 1) {
    const Ticks time = crystal.time_of(pulse);
    if (time == kNever) break;
    EXPECT_EQ(crystal.pulses_at(time), pulse);
    EXPECT_EQ(crystal.pulses_at(time - 1), pulse - 1);
  }
}

TEST(Crystal, APulseBeyondTheEndOfTimeNeverComes) {
  EXPECT_EQ(Crystal(1, 1'000'000'000).time_of(~std::uint64_t{0}), kNever);
}

}  // namespace
}  // namespace vectorscope::test
