// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/interrupts/ipi_bus.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "tests/emu/support/bench.hpp"

namespace vectorscope::test {
namespace {

constexpr std::uint32_t kVector = 0x814, kStopped = 0xE00, kCores = 0xFF4, kMe = 0xFF8,
                        kId = 0xFFC, kDest = 0x2000, kData = 0x2004, kStatus = 0x2008,
                        kRxData = 0x200C, kRxSrc = 0x2010, kRxAck = 0x2014;

class IpiBusTest : public testing::Test {
 protected:
  std::uint32_t read(CoreId core, std::uint32_t offset) {
    return bus_.read(offset, 4, guest_on(core));
  }
  void write(CoreId core, std::uint32_t offset, std::uint32_t value) {
    bus_.write(offset, 4, value, guest_on(core));
  }
  void send(CoreId from, std::uint32_t to, std::uint32_t message) {
    write(from, kDest, to);
    write(from, kData, message);
  }

  Published events_;
  std::vector<CoreId> attention_;
  CoreId stopped_ = kNoCore;
  IpiBus bus_{4, IpiModel::Busy, events_, [this](CoreId core) { attention_.push_back(core); },
              [this](CoreId core) { return core == stopped_; }};
};

TEST_F(IpiBusTest, TellsItsModelTheCoreAndTheNumberOfCores) {
  EXPECT_EQ(read(0, kId), 0x49504934U);
  EXPECT_EQ(read(3, kMe), 3U);
  EXPECT_EQ(read(0, kCores), 4U);
}

TEST_F(IpiBusTest, AMessageReachesAnEmptyReceiver) {
  send(1, 2, 0xCAFE);
  EXPECT_EQ(read(1, kStatus), 1U);
  EXPECT_EQ(read(1, kDest), 2U);
  EXPECT_TRUE(bus_.line(2));
  EXPECT_EQ(attention_, std::vector<CoreId>{2});
  EXPECT_EQ(read(2, kRxData), 0xCAFEU);
  EXPECT_EQ(read(2, kRxSrc), 1U);
  const auto sent = events_.last<events::IpiSent>();
  EXPECT_EQ(sent.target, 2);
  EXPECT_EQ(sent.message, 0xCAFEU);
  EXPECT_EQ(sent.outcome, Delivery::Accepted);
  EXPECT_EQ(sent.by, Controller::IpiBus);
  EXPECT_EQ(events_.events.back().core, 1);
}

// With every model, since the bus has it, not the registers.
TEST_F(IpiBusTest, ALatencyHoldsTheLineBackAndNothingElse) {
  bus_.set_latency(1000);
  bus_.advance(50);
  send(1, 2, 7);
  EXPECT_EQ(read(1, kStatus), 1U) << "the sender knows at once";
  EXPECT_EQ(read(2, kRxData), 7U);
  EXPECT_FALSE(bus_.line(2));
  EXPECT_EQ(bus_.next_deadline(), 1050U);
  bus_.advance(1049);
  EXPECT_FALSE(bus_.line(2));
  bus_.advance(1050);
  EXPECT_TRUE(bus_.line(2));
  EXPECT_EQ(attention_, std::vector<CoreId>{2});
}

TEST(IpiBusOfSlots, ALateMessageDoesNotLowerALineThatIsHigh) {
  Published events;
  IpiBus bus(4, IpiModel::NxN, events, [](CoreId) {}, [](CoreId) { return false; });
  constexpr std::uint32_t kSendTo2 = 0x1000 + 4 * 2;
  bus.set_latency(1000);
  bus.write(kSendTo2, 4, 1, guest_on(1));
  bus.advance(1000);
  ASSERT_TRUE(bus.line(2));
  bus.write(kSendTo2, 4, 1, guest_on(3));
  EXPECT_TRUE(bus.line(2));
}

TEST_F(IpiBusTest, TheLineIsHighUntilRxAck) {
  send(1, 2, 7);
  read(2, kRxData);
  EXPECT_TRUE(bus_.line(2));
  write(2, kRxAck, 0);
  EXPECT_FALSE(bus_.line(2));
  const auto received = events_.last<events::IpiReceived>();
  EXPECT_EQ(received.sender, 1);
  EXPECT_EQ(received.message, 7U);
  EXPECT_EQ(events_.events.back().core, 2);
}

TEST_F(IpiBusTest, AFullReceiverRefusesAndKeepsTheFirstMessage) {
  send(1, 2, 7);
  send(3, 2, 8);
  EXPECT_EQ(read(3, kStatus), 0U);
  EXPECT_EQ(read(1, kStatus), 1U) << "each sender has its own STATUS";
  EXPECT_EQ(events_.last<events::IpiSent>().outcome, Delivery::Busy);
  EXPECT_EQ(read(2, kRxData), 7U);
  EXPECT_EQ(read(2, kRxSrc), 1U);
  EXPECT_EQ(attention_.size(), 1U);
  write(2, kRxAck, 0);
  write(3, kData, 8);
  EXPECT_EQ(read(3, kStatus), 1U);
  EXPECT_EQ(read(2, kRxData), 8U);
}

TEST_F(IpiBusTest, ReceiversAndSendersAreBankedByCore) {
  send(0, 1, 10);
  send(2, 3, 30);
  EXPECT_EQ(read(1, kRxData), 10U);
  EXPECT_EQ(read(3, kRxData), 30U);
  EXPECT_EQ(read(0, kDest), 1U);
  EXPECT_EQ(read(2, kDest), 3U);
}

TEST_F(IpiBusTest, ACoreCanSendToItself) {
  send(1, 1, 5);
  EXPECT_EQ(read(1, kStatus), 1U);
  EXPECT_TRUE(bus_.line(1));
}

TEST_F(IpiBusTest, AnAbsentTargetNeverAccepts) {
  for (std::uint32_t target : {4U, 15U, 16U, 0xFFFFFFFFU, 0x102U}) {
    send(0, target, 5);
    EXPECT_EQ(read(0, kStatus), 0U);
    EXPECT_EQ(events_.last<events::IpiSent>().outcome, Delivery::NoTarget);
    EXPECT_EQ(events_.last<events::IpiSent>().target, kNoCore);
  }
  EXPECT_TRUE(attention_.empty());
}

TEST_F(IpiBusTest, AnAcknowledgeOfNothingIsNothing) {
  write(2, kRxAck, 1);
  EXPECT_TRUE(events_.events.empty());
}

TEST_F(IpiBusTest, ADroppedMessageLooksAcceptedAndNeverArrives) {
  bus_.drop_next(2);
  send(1, 2, 7);
  EXPECT_EQ(read(1, kStatus), 1U);
  EXPECT_FALSE(bus_.line(2));
  EXPECT_EQ(events_.last<events::IpiSent>().outcome, Delivery::Dropped);
  send(1, 2, 8);
  EXPECT_TRUE(bus_.line(2)) << "only the next one is lost";
}

TEST_F(IpiBusTest, ADropWaitsForAMessageThatWouldBeAccepted) {
  send(1, 2, 7);
  bus_.drop_next(2);
  send(1, 2, 8);
  EXPECT_EQ(events_.last<events::IpiSent>().outcome, Delivery::Busy);
  write(2, kRxAck, 0);
  send(1, 2, 9);
  EXPECT_EQ(events_.last<events::IpiSent>().outcome, Delivery::Dropped);
}

TEST_F(IpiBusTest, TheVectorIsF0AfterResetAndBankedByCore) {
  EXPECT_EQ(read(1, kVector), 0xF0U);
  write(1, kVector, 0xE1);
  EXPECT_EQ(bus_.vector(1), 0xE1);
  EXPECT_EQ(bus_.vector(2), 0xF0);
  bus_.reset();
  EXPECT_EQ(bus_.vector(1), 0xF0);
}

TEST_F(IpiBusTest, StoppedTellsWhoHasGotInit) {
  stopped_ = 2;
  EXPECT_EQ(read(0, kStopped + 4 * 2), 1U);
  EXPECT_EQ(read(0, kStopped + 4 * 1), 0U);
  EXPECT_EQ(read(0, kStopped + 4 * 15), 0U);
}

TEST_F(IpiBusTest, OddAccessesAreDeviceErrorsAndIgnored) {
  EXPECT_EQ(bus_.read(kId, 2, kGuest), 0xFFFFFFFFU);
  EXPECT_EQ(bus_.read(kId + 1, 4, kGuest), 0xFFFFFFFFU);
  bus_.write(kVector, 1, 0x77, kGuest);
  bus_.write(kVector + 2, 4, 0x77, kGuest);
  EXPECT_EQ(bus_.vector(0), 0xF0);
  EXPECT_EQ(events_.count<events::DeviceError>(), 4U);
  EXPECT_EQ(events_.last<events::DeviceError>().address, IpiBus::kBase + kVector + 2);
}

TEST_F(IpiBusTest, RegistersOfOtherModelsAndDirectionsDoNotExist) {
  write(0, 0x000, 1);     // MBOX[0], models (a) and (a')
  write(0, 0x1000, 1);    // SEND[0], model (b)
  write(0, kId, 1);       // read-only
  read(0, kRxAck);        // write-only
  read(0, kData);
  read(0, 0x3FFC);
  EXPECT_EQ(events_.count<events::DeviceError>(), 6U);
}

TEST_F(IpiBusTest, ViewersSeeWhatAReceiverHolds) {
  send(1, 2, 7);
  const auto received = bus_.received(2);
  EXPECT_TRUE(received.full);
  EXPECT_EQ(received.source, 1);
  EXPECT_EQ(received.data, 7U);
  const std::size_t published = events_.events.size();
  bus_.read(0x3FFC, 4, kViewer);
  EXPECT_EQ(events_.events.size(), published);
}

}  // namespace
}  // namespace vectorscope::test
