// SPDX-License-Identifier: GPL-2.0-or-later
#include <string>

#include <gtest/gtest.h>

#include "emu/devices/cmos.hpp"
#include "emu/devices/debug_ports.hpp"
#include "emu/devices/fw_cfg.hpp"
#include "tests/emu/support/bench.hpp"

namespace vectorscope::test {
namespace {

constexpr std::uint64_t kMib = 1 << 20;
constexpr std::uint64_t kHz = 100'000'000;
constexpr Ticks kSecond = kHz * kTicksPerCycle;

TEST(DebugPorts, TextGoesOutByCore) {
  Published events;
  DebugPorts ports(events);
  EXPECT_EQ(ports.read(DebugPorts::kText, 1, kGuest), 0xE9U);
  ports.write(DebugPorts::kText, 1, 'x', guest_on(3));
  EXPECT_EQ(events.last<events::DebugText>().character, 'x');
  EXPECT_EQ(events.events[0].core, 3);
}

TEST(DebugPorts, TheFirstExitCounts) {
  Published events;
  DebugPorts ports(events);
  EXPECT_FALSE(ports.exited());
  ports.write(DebugPorts::kExit, 4, 0x12345, guest_on(1));
  ports.write(DebugPorts::kExit, 1, 7, guest_on(1));
  EXPECT_TRUE(ports.exited());
  EXPECT_EQ(ports.exit_code(), 0x12345U);
  EXPECT_EQ(events.count<events::GuestExit>(), 1U);
}

TEST(DelayPort, KeepsThePostCode) {
  DelayPort port;
  port.write(0, 1, 0xAB, kGuest);
  EXPECT_EQ(port.post_code(), 0xAB);
}

class FwCfgTest : public testing::Test {
 protected:
  void select(unsigned item) { fw_cfg_.write(0, 2, item, kGuest); }
  std::uint64_t read(unsigned bytes) {
    std::uint64_t value = 0;
    for (unsigned byte = 0; byte < bytes; ++byte) {
      value |= std::uint64_t{fw_cfg_.read(1, 1, kGuest)} << (8 * byte);
    }
    return value;
  }
  FwCfg fw_cfg_{6, 64 * kMib};
};

TEST_F(FwCfgTest, SaysQemu) {
  select(0);
  std::string text;
  for (int byte = 0; byte < 4; ++byte) text += static_cast<char>(fw_cfg_.read(1, 1, kGuest));
  EXPECT_EQ(text, "QEMU");
}

TEST_F(FwCfgTest, TellsCoresAndRam) {
  select(0x05);
  EXPECT_EQ(read(2), 6U);
  select(0x0F);
  EXPECT_EQ(read(2), 6U);
  select(0x03);
  EXPECT_EQ(read(8), 64 * kMib);
  select(0x01);
  EXPECT_EQ(read(4), 1U);
}

TEST_F(FwCfgTest, BeyondAnItemAndUnknownItemsAreZero) {
  select(0x05);
  read(8);
  EXPECT_EQ(read(8), 0U);
  select(0x8003);
  EXPECT_EQ(read(4), 0U);
}

TEST_F(FwCfgTest, SelectingStartsAtTheBeginning) {
  select(0x05);
  read(1);
  select(0x05);
  EXPECT_EQ(read(1), 6U);
}

class CmosTest : public testing::Test {
 protected:
  unsigned get(unsigned index) {
    cmos_.write(0, 1, index, kGuest);
    return cmos_.read(1, 1, kGuest);
  }
  void set(unsigned index, unsigned value) {
    cmos_.write(0, 1, index, kGuest);
    cmos_.write(1, 1, value, kGuest);
  }
  // 2024-02-28 23:59:50 UTC, a Wednesday
  Cmos cmos_{4, 64 * kMib, kHz, 1'709'164'790};
};

TEST_F(CmosTest, TheTimeIsTheStartDateInBcd) {
  const unsigned expected[][2] = {{0x00, 0x50}, {0x02, 0x59}, {0x04, 0x23}, {0x06, 0x04},
                                  {0x07, 0x28}, {0x08, 0x02}, {0x09, 0x24}, {0x32, 0x20}};
  for (const auto& [index, value] : expected) EXPECT_EQ(get(index), value) << index;
}

TEST_F(CmosTest, TheClockGoesOnIntoALeapDay) {
  cmos_.advance(10 * kSecond - 1);
  EXPECT_EQ(get(0x07), 0x28U);
  cmos_.advance(10 * kSecond);
  EXPECT_EQ(get(0x00), 0x00U);
  EXPECT_EQ(get(0x04), 0x00U);
  EXPECT_EQ(get(0x06), 0x05U);
  EXPECT_EQ(get(0x07), 0x29U);
}

TEST_F(CmosTest, StatusBChoosesBinaryAnd12Hours) {
  set(0x0B, 0x06);
  EXPECT_EQ(get(0x04), 23U);
  set(0x0B, 0x00);
  EXPECT_EQ(get(0x04), 0x80U | 0x11U);
  cmos_.advance(10 * kSecond);
  EXPECT_EQ(get(0x04), 0x12U) << "midnight is 12 AM";
}

TEST_F(CmosTest, UpdateInProgressPrecedesTheSecond) {
  EXPECT_EQ(get(0x0A), 0x26U);
  cmos_.advance(kSecond - kSecond / 10'000);
  EXPECT_EQ(get(0x0A), 0xA6U);
  cmos_.advance(kSecond);
  EXPECT_EQ(get(0x0A), 0x26U);
}

TEST_F(CmosTest, MemorySizeAsABiosStoresIt) {
  EXPECT_EQ(get(0x15) | get(0x16) << 8, 640U);
  EXPECT_EQ(get(0x30) | get(0x31) << 8, 63U * 1024);
  EXPECT_EQ(get(0x34) | get(0x35) << 8, 48U * 16);
  EXPECT_EQ(get(0x5F), 3U);
}

TEST_F(CmosTest, TheShutdownByteIsKept) {
  set(0x0F, 0x0A);
  EXPECT_EQ(cmos_.shutdown_byte(), 0x0A);
  EXPECT_EQ(get(0x0F), 0x0AU);
}

TEST_F(CmosTest, Bit7OfTheIndexMasksNmi) {
  set(0x0F, 0x0A);
  EXPECT_FALSE(cmos_.nmi_masked());
  EXPECT_EQ(get(0x8F), 0x0AU);
  EXPECT_TRUE(cmos_.nmi_masked());
}

TEST_F(CmosTest, StatusCAndDCannotBeWritten) {
  set(0x0D, 0x00);
  EXPECT_EQ(get(0x0D), 0x80U);
  set(0x0C, 0xFF);
  EXPECT_EQ(get(0x0C), 0x00U);
}

}  // namespace
}  // namespace vectorscope::test
