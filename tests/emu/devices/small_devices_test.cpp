// SPDX-License-Identifier: GPL-2.0-or-later
#include <cstring>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "emu/devices/acpi_pm.hpp"
#include "emu/devices/cmos.hpp"
#include "emu/devices/debug_ports.hpp"
#include "emu/devices/fw_cfg.hpp"
#include "emu/devices/port92.hpp"
#include "tests/emu/support/bench.hpp"

namespace vectorscope::test {
namespace {

constexpr std::uint64_t kMib = 1 << 20;
constexpr std::uint64_t kHz = 100'000'000;
constexpr Ticks kSecond = kHz * kTicksPerCycle;

TEST(DebugPorts, TextGoesOutByCore) {
  Published events;
  DebugPorts ports(events, {});
  EXPECT_EQ(ports.read(DebugPorts::kText, 1, kGuest), 0xE9U);
  ports.write(DebugPorts::kText, 1, 'x', guest_on(3));
  EXPECT_EQ(events.last<events::DebugText>().character, 'x');
  EXPECT_EQ(events.events[0].core, 3);
}

struct MarkInRam {
  std::vector<std::uint8_t> ram = std::vector<std::uint8_t>(64);
  MarkInRam(std::uint32_t kind, std::uint32_t id, const std::string& text) {
    std::memcpy(&ram[16], &kind, 4);
    std::memcpy(&ram[20], &id, 4);
    std::memcpy(&ram[24], text.data(), text.size());
  }
};

TEST(DebugPorts, AMarkIsReadWhereTheGuestSays) {
  Published events;
  const MarkInRam guest(1, 42, "busy");
  DebugPorts ports(events, guest.ram);
  ports.write(DebugPorts::kMark, 4, 16, guest_on(2));
  const auto& mark = events.last<events::GuestMark>();
  EXPECT_EQ(mark.says, MarkSays::Begin);
  EXPECT_EQ(mark.id, 42u);
  EXPECT_STREQ(mark.text.data(), "busy");
  EXPECT_EQ(events.events.back().core, 2);
}

TEST(DebugPorts, AMarkOutsideRamOrOfNoKindIsADeviceError) {
  Published events;
  const MarkInRam guest(3, 0, "");
  DebugPorts ports(events, guest.ram);
  for (const std::uint32_t at : {16u, 48u, 0xFFFFFFF0u}) {
    ports.write(DebugPorts::kMark, 4, at, kGuest);
    EXPECT_EQ(events.last<events::DeviceError>().address, at);
  }
  EXPECT_EQ(events.events.size(), 3u);
  ports.write(DebugPorts::kMark, 1, 16, kGuest);
  EXPECT_EQ(events.events.size(), 3u) << "only 32 bits are a mark";
}

TEST(DebugPorts, TheFirstExitCounts) {
  Published events;
  DebugPorts ports(events, {});
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
  bool irq_ = false;
  // 2024-02-28 23:59:50 UTC, a Wednesday
  Cmos cmos_{4, 64 * kMib, kHz, 1'709'164'790, [this](bool level) { irq_ = level; }};
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

// "Update-ended interrupt", and "Register C": reading it clears every flag.
TEST_F(CmosTest, TheUpdateEndedInterruptComesEverySecondAndEndsWithAReadOfC) {
  set(0x0B, 0x12);
  EXPECT_EQ(cmos_.next_deadline(), kSecond);
  cmos_.advance(kSecond - 1);
  EXPECT_FALSE(irq_);
  cmos_.advance(kSecond);
  EXPECT_TRUE(irq_);
  EXPECT_EQ(get(0x0C) & 0xB0, 0x90U);
  EXPECT_FALSE(irq_);
  EXPECT_EQ(get(0x0C), 0U);
  EXPECT_EQ(cmos_.next_deadline(), 2 * kSecond);
}

TEST_F(CmosTest, FlagsAreSetWithoutTheirInterrupts) {
  cmos_.advance(kSecond);
  EXPECT_FALSE(irq_);
  EXPECT_EQ(get(0x0C), 0x50U) << "periodic and update ended, but no request";
  EXPECT_EQ(cmos_.next_deadline(), kNever);
}

// Data sheet, "Periodic interrupt rate and square wave output frequency".
TEST_F(CmosTest, ThePeriodicInterruptHasTheRateOfRegisterA) {
  const unsigned rates[][2] = {{1, 256}, {2, 128}, {3, 8192}, {6, 1024}, {13, 8}, {15, 2}};
  set(0x0B, 0x42);
  for (const auto& [rate, hz] : rates) {
    set(0x0A, 0x20 | rate);
    get(0x0C);
    unsigned count = 0;
    for (const Ticks end = cmos_.next_deadline() + kSecond; cmos_.next_deadline() < end; ++count) {
      cmos_.advance(cmos_.next_deadline());
      ASSERT_TRUE(irq_);
      EXPECT_EQ(get(0x0C) & 0xC0, 0xC0U);
    }
    EXPECT_EQ(count, hz) << "rate " << rate;
  }
  set(0x0A, 0x20);
  EXPECT_EQ(cmos_.next_deadline(), kNever) << "rate 0 is none";
}

TEST_F(CmosTest, TheAlarmRingsAtItsTimeAndAnyMatchesDontCare) {
  set(0x01, 0x53);
  set(0x03, 0x59);
  set(0x05, 0x23);
  set(0x0B, 0x22);
  cmos_.advance(3 * kSecond - 1);
  EXPECT_FALSE(irq_);
  cmos_.advance(3 * kSecond);
  EXPECT_TRUE(irq_);
  EXPECT_EQ(get(0x0C) & 0xA0, 0xA0U);
  set(0x03, 0xFF);
  set(0x05, 0xC0);  // every minute
  cmos_.advance(62 * kSecond);
  EXPECT_FALSE(irq_);
  cmos_.advance(63 * kSecond);
  EXPECT_TRUE(irq_);
}

TEST_F(CmosTest, AGuestSetsTheTimeWithSet) {
  set(0x0B, 0x82);
  cmos_.advance(5 * kSecond);
  EXPECT_EQ(get(0x00), 0x50U) << "it stands still";
  EXPECT_EQ(get(0x0C) & 0x10, 0U);
  const unsigned values[][2] = {{0x00, 0x58}, {0x02, 0x59}, {0x04, 0x23}, {0x07, 0x31},
                                {0x08, 0x12}, {0x09, 0x99}, {0x32, 0x19}};
  for (const auto& [index, value] : values) set(index, value);
  set(0x0B, 0x02);
  EXPECT_EQ(get(0x00), 0x58U);
  cmos_.advance(7 * kSecond);
  const unsigned after[][2] = {{0x00, 0x00}, {0x02, 0x00}, {0x04, 0x00}, {0x06, 0x07},
                               {0x07, 0x01}, {0x08, 0x01}, {0x09, 0x00}, {0x32, 0x20}};
  for (const auto& [index, value] : after) EXPECT_EQ(get(index), value) << index;
}

TEST_F(CmosTest, SetClearsTheUpdateInterruptsEnable) {
  set(0x0B, 0x12);
  set(0x0B, 0x92);
  EXPECT_EQ(get(0x0B), 0x82U);
}

// "When the divider reset is removed the first update cycle begins one-half second later."
TEST_F(CmosTest, TheDividerResetStopsTheClockAndEndsHalfASecondEarly) {
  set(0x0A, 0x66);
  cmos_.advance(10 * kSecond);
  EXPECT_EQ(get(0x00), 0x50U);
  set(0x0A, 0x26);
  cmos_.advance(10 * kSecond + kSecond / 2 - 1);
  EXPECT_EQ(get(0x00), 0x50U);
  cmos_.advance(10 * kSecond + kSecond / 2);
  EXPECT_EQ(get(0x00), 0x51U);
}

TEST_F(FwCfgTest, TheDirectoryLeadsToTheMemoryMap) {
  const auto bytes = [this](unsigned count) {
    std::string text;
    for (unsigned byte = 0; byte < count; ++byte) text += static_cast<char>(fw_cfg_.read(1, 1, kGuest));
    return text;
  };
  select(0x19);
  EXPECT_EQ(bytes(4), std::string("\0\0\0\1", 4));
  EXPECT_EQ(bytes(4), std::string("\0\0\0\x14", 4));
  EXPECT_EQ(bytes(2), std::string("\0\x20", 2));
  bytes(2);
  EXPECT_EQ(bytes(56), std::string("etc/e820") + std::string(48, '\0'));
  select(0x20);
  EXPECT_EQ(read(8), 0U);
  EXPECT_EQ(read(8), 64 * kMib);
  EXPECT_EQ(read(4), 1U);
}

TEST(Port92, OpensTheGateAndResetsOnce) {
  std::vector<bool> gate;
  int resets = 0;
  Port92 port([&](bool open) { gate.push_back(open); }, [&] { ++resets; });
  EXPECT_EQ(port.read(0, 1, kGuest), 0x02U);
  port.write(0, 1, 0x00, kGuest);
  port.write(0, 1, 0x02, kGuest);
  EXPECT_EQ(gate, (std::vector<bool>{false, true}));
  port.write(0, 1, 0x03, kGuest);
  port.write(0, 1, 0x03, kGuest);
  EXPECT_EQ(resets, 1) << "only when the bit becomes 1";
}

// ACPI 1.0b, 4.7.3.3: 3.579545 MHz, 24 bits.
TEST(AcpiPm, TheTimerCountsAndCarries) {
  AcpiPm pm(kHz, [](CoreId) {});
  pm.advance(kSecond);
  EXPECT_EQ(pm.read(8, 4, kGuest), 3'579'545U);
  EXPECT_EQ(pm.read(0, 2, kGuest), 0U);
  pm.advance(5 * kSecond);
  EXPECT_EQ(pm.read(8, 4, kGuest), 5 * 3'579'545U - (1U << 24));
  EXPECT_EQ(pm.read(0, 2, kGuest), 1U);
  pm.write(0, 2, 1, kGuest);
  EXPECT_EQ(pm.read(0, 2, kGuest), 0U);
}

TEST(AcpiPm, SleepTypeZeroSwitchesOff) {
  std::vector<CoreId> off;
  AcpiPm pm(kHz, [&](CoreId core) { off.push_back(core); });
  EXPECT_EQ(pm.read(4, 2, kGuest), 1U) << "ACPI mode";
  pm.write(4, 2, 1U << 10 | 1U << 13, guest_on(2));
  EXPECT_TRUE(off.empty()) << "another sleep";
  EXPECT_EQ(pm.read(4, 2, kGuest), 0x401U);
  pm.write(4, 2, 0x2000, guest_on(2));
  EXPECT_EQ(off, std::vector<CoreId>{2});
}

}  // namespace
}  // namespace vectorscope::test
