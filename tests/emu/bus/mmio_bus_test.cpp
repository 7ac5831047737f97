// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/bus/mmio_bus.hpp"

#include <gtest/gtest.h>

#include "tests/emu/support/bench.hpp"
#include "tests/emu/support/notebook_device.hpp"

namespace vectorscope::test {
namespace {

class MmioBusTest : public testing::Test {
 protected:
  Published events_;
  MmioBus bus_{events_};
  NotebookDevice low_;
  NotebookDevice high_;
};

TEST_F(MmioBusTest, AnAddressReachesItsOwner) {
  ASSERT_TRUE(bus_.attach(0xFEE00000, 0x1000, high_));
  ASSERT_TRUE(bus_.attach(0xFED10000, 0x4000, low_));
  bus_.write(0xFED13FFC, 4, 1, kGuest);
  bus_.write(0xFEE000B0, 4, 2, guest_on(2));
  EXPECT_EQ(low_.notes.at(0), (NotebookDevice::Note{0x3FFC, 4, 1, 0}));
  EXPECT_EQ(high_.notes.at(0), (NotebookDevice::Note{0xB0, 4, 2, 2}));
  EXPECT_EQ(bus_.read(0xFEE00030, 4, kGuest), 0x30U);
}

TEST_F(MmioBusTest, RangesAreSortedForTheBoard) {
  ASSERT_TRUE(bus_.attach(0xFEE00000, 0x1000, high_));
  ASSERT_TRUE(bus_.attach(0xFED10000, 0x4000, low_));
  ASSERT_EQ(bus_.ranges().size(), 2U);
  EXPECT_EQ(bus_.ranges()[0].base, 0xFED10000U);
}

TEST_F(MmioBusTest, OverlapIsRefusedFromBothSides) {
  ASSERT_TRUE(bus_.attach(0x2000, 0x1000, low_));
  EXPECT_FALSE(bus_.attach(0x1FFF, 2, high_));
  EXPECT_FALSE(bus_.attach(0x2FFF, 2, high_));
  EXPECT_FALSE(bus_.attach(0x2800, 1, high_));
  EXPECT_FALSE(bus_.attach(0x1000, 0x4000, high_));
  EXPECT_TRUE(bus_.attach(0x1000, 0x1000, high_));
  EXPECT_TRUE(bus_.attach(0x3000, 0x1000, high_));
}

TEST_F(MmioBusTest, MemoryEndsAtFourGigabytes) {
  EXPECT_TRUE(bus_.attach(0xFFFFF000, 0x1000, low_));
  EXPECT_FALSE(bus_.attach(0xFFFFE000, 0x2001, high_));
  EXPECT_FALSE(bus_.attach(0x1000, 0, high_));
}

TEST_F(MmioBusTest, AnAccessThatNobodyOwnsAsAWholeReadsAllOnesAndIsPublished) {
  ASSERT_TRUE(bus_.attach(0x2000, 0x1000, low_));
  EXPECT_EQ(bus_.read(0x2FFE, 4, guest_on(1)), 0xFFFFFFFFU);
  EXPECT_EQ(bus_.read(0x1000, 1, guest_on(1)), 0xFFU);
  bus_.write(0x1000, 2, 0x12345, guest_on(1));
  const auto published = events_.all<events::UnownedAccess>();
  ASSERT_EQ(published.size(), 3U);
  EXPECT_FALSE(published[2].port);
  EXPECT_EQ(published[2].value, 0x2345U);
  bus_.read(0x1000, 1, kViewer);
  EXPECT_EQ(events_.events.size(), 3U);
}

}  // namespace
}  // namespace vectorscope::test
