// SPDX-License-Identifier: GPL-2.0-or-later
// The 82093AA by its data sheet.
#include "emu/interrupts/ioapic.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/emu/support/bench.hpp"

namespace vectorscope::test {
namespace {

constexpr std::uint32_t kSelect = 0, kWindow = 0x10;
constexpr std::uint32_t kMasked = 1u << 16, kLevel = 1u << 15, kRemoteIrr = 1u << 14,
                        kLogical = 1u << 11, kLowest = 1u << 8;

class IoApicTest : public testing::Test {
 protected:
  std::uint32_t read(std::uint32_t index) {
    apic_.write(kSelect, 4, index, guest_on(0));
    return apic_.read(kWindow, 4, guest_on(0));
  }
  void write(std::uint32_t index, std::uint32_t value) {
    apic_.write(kSelect, 4, index, guest_on(0));
    apic_.write(kWindow, 4, value, guest_on(0));
  }
  void route(unsigned input, std::uint32_t low, std::uint32_t destination = 0) {
    write(0x11 + 2 * input, destination << 24);
    write(0x10 + 2 * input, low);
  }

  Published events_;
  std::vector<InterruptMessage> sent_;
  IoApic apic_{4, events_, [this](const InterruptMessage& message) { sent_.push_back(message); }};
};

TEST_F(IoApicTest, AfterResetEveryEntryIsMasked) {
  EXPECT_EQ(read(0), 4u << 24);
  EXPECT_EQ(read(1), 0x00170011u);
  for (unsigned input = 0; input < IoApic::kInputs; ++input)
    EXPECT_EQ(read(0x10 + 2 * input), kMasked);
}

TEST_F(IoApicTest, AnEdgeSendsOneMessageAsTheEntrySays) {
  route(1, 0x41 | kLogical | kLowest, 0x0F);
  apic_.set_line(1, true);
  apic_.set_line(1, true);
  ASSERT_EQ(sent_.size(), 1u);
  EXPECT_EQ(sent_[0].vector, 0x41);
  EXPECT_EQ(sent_[0].destination, 0x0F);
  EXPECT_TRUE(sent_[0].logical);
  EXPECT_EQ(sent_[0].mode, DeliveryMode::Lowest);
  EXPECT_FALSE(sent_[0].level_triggered);
  apic_.set_line(1, false);
  apic_.set_line(1, true);
  EXPECT_EQ(sent_.size(), 2u);
}

TEST_F(IoApicTest, AnEdgeOnAMaskedEntryIsIgnored) {
  route(1, 0x41 | kMasked);
  apic_.set_line(1, true);
  route(1, 0x41);
  EXPECT_TRUE(sent_.empty());
}

TEST_F(IoApicTest, ALevelAsksOnceUntilItIsEnded) {
  route(9, 0x51 | kLevel);
  apic_.set_line(9, true);
  ASSERT_EQ(sent_.size(), 1u);
  EXPECT_TRUE(sent_[0].level_triggered);
  EXPECT_NE(read(0x10 + 18) & kRemoteIrr, 0u);
  apic_.set_line(9, false);
  apic_.set_line(9, true);
  EXPECT_EQ(sent_.size(), 1u);
  apic_.end_of_interrupt(0x50);
  EXPECT_EQ(sent_.size(), 1u) << "another vector";
  apic_.end_of_interrupt(0x51);
  EXPECT_EQ(sent_.size(), 2u) << "the line is still high";
  apic_.set_line(9, false);
  apic_.end_of_interrupt(0x51);
  EXPECT_EQ(sent_.size(), 2u);
  EXPECT_EQ(read(0x10 + 18) & kRemoteIrr, 0u);
}

TEST_F(IoApicTest, UnmaskingAHighLevelSendsIt) {
  apic_.set_line(9, true);
  route(9, 0x51 | kLevel);
  EXPECT_EQ(sent_.size(), 1u);
}

TEST_F(IoApicTest, RemoteIrrAndDeliveryStatusCannotBeWritten) {
  route(3, 0xFFFFFFFF);
  EXPECT_EQ(read(0x10 + 6), 0x1AFFFu);
}

TEST_F(IoApicTest, WhatIsNoRegisterIsAnEvent) {
  apic_.read(0x20, 4, guest_on(0));
  apic_.write(kSelect, 2, 1, guest_on(0));
  write(0x70, 1);
  std::size_t errors = 0;
  for (const auto& event : events_.events)
    errors += std::holds_alternative<events::DeviceError>(event.body) ? 1 : 0;
  EXPECT_EQ(errors, 3u);
}

TEST_F(IoApicTest, TheDeliveryModeIsTheEntrys) {
  for (unsigned mode : {0u, 1u, 2u, 4u, 5u, 7u}) {
    route(4, 0x41 | mode << 8);
    EXPECT_EQ(apic_.may_send_nmi(), mode == 4);
    apic_.set_line(4, true);
    apic_.set_line(4, false);
    EXPECT_EQ(static_cast<unsigned>(sent_.back().mode), mode);
  }
  route(4, 0x41 | 4u << 8 | kMasked);
  EXPECT_FALSE(apic_.may_send_nmi());
}

}  // namespace
}  // namespace vectorscope::test
