// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/bus/port_bus.hpp"

#include <gtest/gtest.h>

#include "tests/emu/support/bench.hpp"
#include "tests/emu/support/notebook_device.hpp"

namespace vectorscope::test {
namespace {

class PortBusTest : public testing::Test {
 protected:
  Published events_;
  PortBus bus_{events_};
  NotebookDevice device_;
  NotebookDevice other_;
};

TEST_F(PortBusTest, APortReachesItsOwnerAtItsOffset) {
  ASSERT_TRUE(bus_.attach(0xA0, 2, device_, 6));
  bus_.write(0xA1, 1, 0x55, guest_on(3));
  ASSERT_EQ(device_.notes.size(), 1U);
  EXPECT_EQ(device_.notes[0], (NotebookDevice::Note{7, 1, 0x55, 3}));
  EXPECT_EQ(bus_.read(0xA0, 1, kGuest), 6U);
}

TEST_F(PortBusTest, AWideAccessToAByteDeviceIsSplit) {
  ASSERT_TRUE(bus_.attach(0x40, 4, device_));
  bus_.write(0x40, 4, 0x44332211, kGuest);
  ASSERT_EQ(device_.notes.size(), 4U);
  EXPECT_EQ(device_.notes[3], (NotebookDevice::Note{3, 1, 0x44, 0}));
  EXPECT_EQ(bus_.read(0x41, 2, kGuest), 0x0201U);
}

TEST_F(PortBusTest, ADeviceThatAsksSeesTheWidthAsIssued) {
  ASSERT_TRUE(bus_.attach(0xF4, 4, device_, 0, PortWidth::AsIssued));
  bus_.write(0xF4, 4, 0xDEADBEEF, kGuest);
  ASSERT_EQ(device_.notes.size(), 1U);
  EXPECT_EQ(device_.notes[0], (NotebookDevice::Note{0, 4, 0xDEADBEEF, 0}));
}

TEST_F(PortBusTest, AnAccessOverTwoOwnersReachesBoth) {
  ASSERT_TRUE(bus_.attach(0x20, 1, device_, 0, PortWidth::AsIssued));
  ASSERT_TRUE(bus_.attach(0x21, 1, other_, 9, PortWidth::AsIssued));
  bus_.write(0x20, 2, 0xBBAA, kGuest);
  EXPECT_EQ(device_.notes.at(0), (NotebookDevice::Note{0, 1, 0xAA, 0}));
  EXPECT_EQ(other_.notes.at(0), (NotebookDevice::Note{9, 1, 0xBB, 0}));
}

TEST_F(PortBusTest, OverlapIsRefusedAndChangesNothing) {
  ASSERT_TRUE(bus_.attach(0x60, 1, device_));
  const auto refused = bus_.attach(0x5E, 4, other_);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().text.find("60h"), std::string::npos);
  EXPECT_FALSE(bus_.owned(0x5E));
}

TEST_F(PortBusTest, PortsEndAtFfff) {
  EXPECT_TRUE(bus_.attach(0xFFFF, 1, device_));
  EXPECT_FALSE(bus_.attach(0xFFFE, 4, other_));
  EXPECT_FALSE(bus_.attach(0x10, 0, other_));
}

TEST_F(PortBusTest, AnUnownedPortReadsAllOnesAndIsPublished) {
  EXPECT_EQ(bus_.read(0x1234, 2, guest_on(1)), 0xFFFFU);
  bus_.write(0x1234, 4, 7, guest_on(1));
  const auto published = events_.all<events::UnownedAccess>();
  ASSERT_EQ(published.size(), 2U);
  EXPECT_EQ(published[0].address, 0x1234U);
  EXPECT_EQ(published[0].width, 2);
  EXPECT_TRUE(published[1].write);
  EXPECT_TRUE(published[1].port);
  EXPECT_EQ(published[1].value, 7U);
  EXPECT_EQ(events_.events[0].core, 1);
}

TEST_F(PortBusTest, AViewersLookAtNothingIsNotPublished) {
  EXPECT_EQ(bus_.read(0x1234, 1, kViewer), 0xFFU);
  EXPECT_TRUE(events_.events.empty());
}

TEST_F(PortBusTest, AWideAccessPastTheLastPortStaysInside) {
  ASSERT_TRUE(bus_.attach(0xFFFF, 1, device_));
  EXPECT_EQ(bus_.read(0xFFFF, 4, kGuest), 0xFFFFFF00U);
}

}  // namespace
}  // namespace vectorscope::test
