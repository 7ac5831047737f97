// SPDX-License-Identifier: GPL-2.0-or-later
// A pair of 8259A, initialised as a PC does it.
#pragma once
#include <gtest/gtest.h>

#include "emu/interrupts/pic.hpp"
#include "tests/emu/support/bench.hpp"

namespace vectorscope::test {

inline constexpr std::uint32_t kMasterCommand = 0, kMasterData = 1, kSlaveCommand = 2, kSlaveData = 3;
inline constexpr std::uint32_t kMasterElcr = 4, kSlaveElcr = 5;
inline constexpr std::uint8_t kNonSpecificEoi = 0x20, kSpecificEoi = 0x60;
inline constexpr std::uint8_t kReadIrr = 0x0A, kReadIsr = 0x0B, kPoll = 0x0C;

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

}  // namespace vectorscope::test
