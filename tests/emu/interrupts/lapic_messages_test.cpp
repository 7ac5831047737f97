// SPDX-License-Identifier: GPL-2.0-or-later
// Intel SDM, volume 3, chapter "APIC", "Issuing interprocessor interrupts".
#include "tests/emu/interrupts/lapics.hpp"

namespace vectorscope::test {
namespace {

TEST_F(LapicTest, AFixedIpiReachesThePhysicalTarget) {
  send(1, 0x4055, 2);
  EXPECT_EQ(waiting(0x55), std::set<CoreId>{2});
  const auto sent = events_.last<events::IpiSent>();
  EXPECT_EQ(sent.target, 2);
  EXPECT_EQ(sent.message, 0x4055U);
  EXPECT_EQ(sent.outcome, Delivery::Accepted);
  EXPECT_EQ(sent.by, Controller::Lapic);
  apics_.acknowledge(2);
  EXPECT_EQ(events_.last<events::IpiReceived>().sender, 1);
  EXPECT_EQ(events_.last<events::IpiReceived>().message, 0x55U);
}

TEST_F(LapicTest, ShorthandsNameSelfAllAndOthers) {
  send(1, kSelf | 0x51);
  send(1, kAll | 0x52);
  send(1, kOthers | 0x53);
  EXPECT_EQ(waiting(0x51), (std::set<CoreId>{1}));
  EXPECT_EQ(waiting(0x52), (std::set<CoreId>{0, 1, 2, 3}));
  EXPECT_EQ(waiting(0x53), (std::set<CoreId>{0, 2, 3}));
  EXPECT_EQ(events_.count<events::IpiSent>(), 8U);
}

TEST_F(LapicTest, PhysicalFfIsABroadcast) {
  send(1, 0x52, 0xFF);
  EXPECT_EQ(waiting(0x52).size(), 4U);
}

TEST_F(LapicTest, FlatLogicalDestinationIsAMask) {
  for (CoreId core = 0; core < 4; ++core) write(core, kLdr, 0x01000000U << core);
  send(0, kLogical | 0x54, 0x0A);
  EXPECT_EQ(waiting(0x54), (std::set<CoreId>{1, 3}));
}

TEST_F(LapicTest, ClusterLogicalDestinationIsAClusterAndAMask) {
  for (CoreId core = 0; core < 4; ++core) {
    write(core, kDfr, 0x0FFFFFFF);
    write(core, kLdr, (core < 2 ? 0x10U : 0x20U) << 24 | (1U << (core % 2)) << 24);
  }
  send(0, kLogical | 0x54, 0x23);
  EXPECT_EQ(waiting(0x54), (std::set<CoreId>{2, 3}));
  send(0, kLogical | 0x55, 0xF1);  // there are clusters 0 to 14 (SDM 3A, 10.6.2.2)
  EXPECT_EQ(waiting(0x55), std::set<CoreId>{});
  send(0, kLogical | 0x56, 0xFF);
  EXPECT_EQ(waiting(0x56), (std::set<CoreId>{0, 1, 2, 3}));
}

TEST_F(LapicTest, LowestPriorityPicksTheLeastBusy) {
  write(0, kTpr, 0x40);
  write(1, kTpr, 0x30);
  send(0, 0x154, 0xFF);
  EXPECT_EQ(waiting(0x54), (std::set<CoreId>{2}));
}

TEST_F(LapicTest, NobodyThereIsNoTarget) {
  absent_ = {3};
  send(0, 0x55, 3);
  EXPECT_EQ(events_.last<events::IpiSent>().outcome, Delivery::NoTarget);
  EXPECT_EQ(events_.last<events::IpiSent>().target, 3);
  send(0, 0x55, 9);
  EXPECT_EQ(events_.last<events::IpiSent>().outcome, Delivery::NoTarget);
  EXPECT_EQ(events_.count<events::IpiSent>(), 2U);
}

TEST_F(LapicTest, AFixedIpiToADisabledApicIsLost) {
  write(2, kSvr, 0xFF);
  send(0, 0x55, 2);
  EXPECT_EQ(events_.last<events::IpiSent>().outcome, Delivery::Dropped);
}

TEST_F(LapicTest, InitNmiAndStartupReachEvenADisabledApic) {
  write(2, kSvr, 0xFF);
  send(0, 0x4500, 2);
  send(0, 0x4400, 2);
  send(0, 0x4608, 2);
  EXPECT_EQ(wires_, (std::vector<std::string>{"init 2 0", "nmi 2", "startup 2 8 0"}));
}

TEST_F(LapicTest, InitResetsTheTargetsApicButNotItsBase) {
  write(2, kTpr, 0x55);
  send(0, 0x4500, 2);
  EXPECT_EQ(read(2, kTpr), 0U);
  EXPECT_EQ(read(2, kSvr), 0xFFU);
  EXPECT_EQ(read(2, kId), 0x02000000U);
  EXPECT_EQ(apics_.base_msr(2), 0xFEE00800U);
}

TEST_F(LapicTest, InitLevelDeassertIsIgnored) {
  send(0, 0x8500, 2);
  EXPECT_TRUE(wires_.empty());
  EXPECT_EQ(events_.count<events::IpiSent>(), 0U);
}

// xv6 and the MP specification: INIT, INIT de-assert, two STARTUPs.
TEST_F(LapicTest, TheUniversalStartupReachesAllOthers) {
  for (std::uint32_t low : {0xC500U, 0x8500U, 0x4607U, 0x4607U}) send(0, kOthers | low);
  EXPECT_EQ(wires_.size(), 9U);
  EXPECT_EQ(wires_[0], "init 1 0");
  EXPECT_EQ(wires_[8], "startup 3 7 0");
}

TEST_F(LapicTest, TheDeliveryStatusIsAlwaysIdle) {
  send(0, 0x5000 | 0x55, 1);
  EXPECT_EQ(read(0, kIcrLow) & 0x1000, 0U);
  EXPECT_EQ(read(0, kIcrHigh), 0x01000000U);
}

}  // namespace
}  // namespace vectorscope::test
