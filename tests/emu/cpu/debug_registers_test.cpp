// SPDX-License-Identifier: GPL-2.0-or-later
// Which breakpoints an access hits (SDM 3B, 17.2.4 and 17.2.5). What the guest
// sees of them is in tests/guest/cpu/breakpoint_*.c.
#include "emu/cpu/debug_registers.hpp"

#include <gtest/gtest.h>

namespace vectorscope {
namespace {

constexpr std::uint32_t kEnable0 = 1, kWrite = 1u << 16, kPort = 2u << 16, kAccess = 3u << 16,
                        kFourBytes = 3u << 18;

DebugRegisters watching(std::uint32_t address, std::uint32_t control) {
  DebugRegisters debug;
  debug.write(0, address);
  debug.write(7, control);
  return debug;
}

unsigned accessed(const DebugRegisters& debug, std::uint32_t at, unsigned width, bool write) {
  return debug.accessed(at, width, write, {debug.addresses()[0]});
}

TEST(DebugRegisters, AnyCommonByteIsAHit) {
  const auto debug = watching(0x1004, kEnable0 | kWrite | kFourBytes);
  EXPECT_EQ(accessed(debug, 0x1000, 4, true), 0u);
  EXPECT_EQ(accessed(debug, 0x1001, 4, true), 1u);
  EXPECT_EQ(accessed(debug, 0x1007, 1, true), 1u);
  EXPECT_EQ(accessed(debug, 0x1008, 4, true), 0u);
  EXPECT_EQ(accessed(debug, 0x1004, 4, false), 0u);
}

TEST(DebugRegisters, TheLowAddressBitsOfAWideOneDoNotCount) {
  const auto debug = watching(0x1006, kEnable0 | kAccess | kFourBytes);
  EXPECT_EQ(accessed(debug, 0x1004, 1, false), 1u);
  EXPECT_EQ(accessed(debug, 0x1008, 1, false), 0u);
}

TEST(DebugRegisters, APageThatIsMissingIsNotHit) {
  const auto debug = watching(0x1000, kEnable0 | kWrite);
  EXPECT_EQ(debug.accessed(0x1000, 4, true, {}), 0u);
}

TEST(DebugRegisters, PortsAreWatchedByTheirOwnKind) {
  const auto debug = watching(0x80, kEnable0 | kPort);
  EXPECT_EQ(debug.port_accessed(0x7E, 4), 1u);
  EXPECT_EQ(debug.port_accessed(0x81, 1), 0u);
  EXPECT_EQ(accessed(debug, 0x80, 1, true), 0u);
  EXPECT_TRUE(debug.watches_ports());
  EXPECT_FALSE(debug.watches_data());
}

TEST(DebugRegisters, ATaskSwitchEndsLocalBreakpoints) {
  auto debug = watching(0x1000, 3);
  debug.task_switched();
  EXPECT_EQ(debug.executed(0x1000), 1u);  // the global bit
  debug.write(7, 1);
  debug.task_switched();
  EXPECT_EQ(debug.executed(0x1000), 0u);
}

TEST(DebugRegisters, GeneralDetectIsOverWhenItsHandlerBegins) {
  DebugRegisters debug;
  debug.write(7, 1u << 13);
  EXPECT_TRUE(debug.guards_itself());
  debug.raised(DebugRegisters::kGeneralDetect);
  EXPECT_FALSE(debug.guards_itself());
  EXPECT_EQ(debug.read(6), 0xFFFF2FF0u);
}

}  // namespace
}  // namespace vectorscope
