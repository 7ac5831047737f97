// SPDX-License-Identifier: GPL-2.0-or-later
// The models of platform.md beside (c): registers as its table lists them, and
// what each of them loses.
#include <gtest/gtest.h>

#include <algorithm>

#include "emu/interrupts/ipi_bus.hpp"
#include "tests/emu/support/bench.hpp"

namespace vectorscope::test {
namespace {

constexpr std::uint32_t kMsg = 0x800, kPend = 0x804, kAck = 0x808, kRaised = 0x80C,
                        kCleared = 0x810, kSend = 0x1000, kRxPend = 0x1800, kRxClear = 0x1804,
                        kRxData = 0x1900, kBitsSend = 0x1A00, kBitsPend = 0x1A04,
                        kBitsClear = 0x1A08;

constexpr std::uint32_t mbox(unsigned target) { return 0x10 * target; }
constexpr std::uint32_t gstat(unsigned target) { return 0x10 * target + 4; }

class Bus {
 public:
  explicit Bus(IpiModel model)
      : bus_(4, model, events_, [this](CoreId core) { attention_.push_back(core); },
             [](CoreId) { return false; }) {}
  std::uint32_t read(CoreId core, std::uint32_t offset) { return bus_.read(offset, 4, guest_on(core)); }
  void write(CoreId core, std::uint32_t offset, std::uint32_t value) {
    bus_.write(offset, 4, value, guest_on(core));
  }
  IpiBus& operator*() { return bus_; }
  template <class Body>
  [[nodiscard]] std::vector<Body> all() const {
    std::vector<Body> found;
    for (const auto& event : events_.events)
      if (const auto* body = std::get_if<Body>(&event.body)) found.push_back(*body);
    return found;
  }
  [[nodiscard]] const std::vector<CoreId>& attention() const { return attention_; }

 private:
  Published events_;
  std::vector<CoreId> attention_;
  IpiBus bus_;
};

TEST(IpiModels, EachTellsWhichItIs) {
  for (unsigned model = 0; model < 5; ++model)
    EXPECT_EQ(Bus(static_cast<IpiModel>(model)).read(0, 0xFFC), 0x49504930U + model);
}

TEST(IpiModels, RegistersOfAnotherModelDoNotExist) {
  Bus bus(IpiModel::NxN);
  EXPECT_EQ(bus.read(0, 0x2008), 0xFFFFFFFFU);
  bus.write(0, kBitsSend, 2);
  EXPECT_EQ(bus.all<events::DeviceError>().size(), 2U);
  EXPECT_TRUE(bus.all<events::IpiSent>().empty());
}

TEST(LossyMailbox, TheSecondMessageToAFullBoxIsLostAndOnlyTheCountersKnow) {
  Bus bus(IpiModel::Lossy);
  bus.write(1, mbox(2), 0xA);
  bus.write(3, mbox(2), 0xB);
  EXPECT_EQ(bus.read(2, kPend), 1U);
  EXPECT_EQ(bus.read(2, kMsg), 0xAU);
  EXPECT_EQ(bus.read(2, kRaised), 2U);
  EXPECT_EQ(bus.read(2, kCleared), 0U);
  EXPECT_EQ(bus.all<events::IpiSent>()[1].outcome, Delivery::Dropped);
  bus.write(2, kAck, 0);
  EXPECT_EQ(bus.read(2, kPend), 0U);
  EXPECT_EQ(bus.read(2, kCleared), 1U);
  EXPECT_FALSE((*bus).line(2));
  bus.write(2, kAck, 0);
  EXPECT_EQ(bus.read(2, kCleared), 1U) << "an ACK of nothing clears nothing";
}

TEST(LossyMailbox, HasNoStatusToRead) {
  Bus bus(IpiModel::Lossy);
  EXPECT_EQ(bus.read(0, gstat(1)), 0xFFFFFFFFU);
}

TEST(StatusMailbox, TellsTheOutcomeOfTheLastWriteByAnyone) {
  Bus bus(IpiModel::Status);
  bus.write(0, mbox(2), 0xA);
  EXPECT_EQ(bus.read(0, gstat(2)), 1U);
  bus.write(1, mbox(2), 0xB);                // lost
  EXPECT_EQ(bus.read(1, gstat(2)), 0U);
  EXPECT_EQ(bus.read(0, gstat(2)), 0U) << "core 0 now believes that its own was lost: the race";
  bus.write(2, kAck, 0);
  bus.write(3, mbox(2), 0xC);
  EXPECT_EQ(bus.read(1, gstat(2)), 1U) << "and core 1 that its own arrived";
}

TEST(NxN, EverySenderHasASlotAtEveryReceiver) {
  Bus bus(IpiModel::NxN);
  for (CoreId sender : {0, 1, 3}) bus.write(sender, kSend + 4 * 2, 0x10U + sender);
  EXPECT_EQ(bus.read(2, kRxPend), 0b1011U);
  for (CoreId sender : {0, 1, 3}) {
    EXPECT_EQ(bus.read(2, kRxData + 4U * sender), 0x10U + sender);
    EXPECT_EQ(bus.read(sender, kSend + 4 * 2), 1U);
  }
  bus.write(2, kRxClear, 0b0010);
  EXPECT_EQ(bus.read(2, kRxPend), 0b1001U);
  EXPECT_EQ(bus.read(1, kSend + 4 * 2), 0U);
  EXPECT_TRUE((*bus).line(2));
  bus.write(2, kRxClear, 0b1001);
  EXPECT_FALSE((*bus).line(2));
  EXPECT_EQ(bus.all<events::IpiReceived>().size(), 3U);
}

TEST(NxN, ASenderThatDoesNotLookOverwritesItsOwnMessage) {
  Bus bus(IpiModel::NxN);
  bus.write(1, kSend + 4 * 2, 7);
  bus.write(1, kSend + 4 * 2, 8);
  EXPECT_EQ(bus.all<events::IpiSent>()[1].outcome, Delivery::Overwritten);
  EXPECT_EQ(bus.read(2, kRxData + 4), 8U);
}

TEST(NxN, ClearingWhatWasNotReadLosesIt) {
  Bus bus(IpiModel::NxN);
  bus.write(0, kSend + 4 * 2, 7);
  const auto seen = bus.read(2, kRxPend);
  bus.write(1, kSend + 4 * 2, 8);     // arrives between the look and the clear
  bus.write(2, kRxClear, 0xFFFFFFFF);
  EXPECT_EQ(seen, 1U);
  EXPECT_EQ(bus.read(2, kRxPend), 0U);
}

TEST(Bits, TwoSendsBeforeTheReceiverLooksAreOne) {
  Bus bus(IpiModel::Bits);
  bus.write(0, kBitsSend, 0b1100);
  bus.write(1, kBitsSend, 0b0100);
  EXPECT_EQ(bus.read(2, kBitsPend), 1U);
  EXPECT_EQ(bus.read(3, kBitsPend), 1U);
  EXPECT_EQ(bus.read(0, kBitsPend), 0U);
  EXPECT_EQ(bus.all<events::IpiSent>()[2].outcome, Delivery::Overwritten);
  bus.write(2, kBitsClear, 0);
  EXPECT_TRUE((*bus).line(2)) << "only a 1 clears";
  bus.write(2, kBitsClear, 1);
  EXPECT_FALSE((*bus).line(2));
  EXPECT_TRUE((*bus).line(3));
}

struct Send {
  const char* name;
  IpiModel model;
  std::uint32_t to_core_2, to_nobody, acknowledge, clear_value;
};

class EveryModel : public testing::TestWithParam<Send> {};

// Contract of all models: the line rises with the first message, stays until it
// is acknowledged, and an absent target never accepts.
TEST_P(EveryModel, TheLineFollowsTheMessage) {
  const auto& model = GetParam();
  Bus bus(model.model);
  const bool bits = model.model == IpiModel::Bits;
  bus.write(1, model.to_core_2, bits ? 0b100 : 0x55);
  EXPECT_TRUE((*bus).line(2));
  EXPECT_EQ(bus.attention(), std::vector<CoreId>{2});
  EXPECT_TRUE((*bus).received(2).full);
  bus.write(2, model.acknowledge, model.clear_value);
  EXPECT_FALSE((*bus).line(2));
  bus.write(1, model.to_nobody, bits ? 1U << 9 : 0x55);
  EXPECT_EQ(bus.all<events::IpiSent>().back().outcome, Delivery::NoTarget);
}

TEST_P(EveryModel, ADroppedMessageNeverArrivesAndTheNextDoes) {
  const auto& model = GetParam();
  Bus bus(model.model);
  const std::uint32_t value = model.model == IpiModel::Bits ? 0b100 : 0x55;
  (*bus).drop_next(2);
  bus.write(1, model.to_core_2, value);
  EXPECT_FALSE((*bus).line(2));
  EXPECT_EQ(bus.all<events::IpiSent>().back().outcome, Delivery::Dropped);
  bus.write(1, model.to_core_2, value);
  EXPECT_TRUE((*bus).line(2));
}

TEST_P(EveryModel, ADelayedMessageRaisesTheLineOnlyWhenItsTimeHasCome) {
  const auto& model = GetParam();
  Bus bus(model.model);
  (*bus).advance(100);
  (*bus).delay_next(2, 50);
  EXPECT_EQ((*bus).next_deadline(), kNever) << "nothing is under way yet";
  bus.write(1, model.to_core_2, model.model == IpiModel::Bits ? 0b100 : 0x55);
  EXPECT_EQ(bus.all<events::IpiSent>().back().outcome, Delivery::Accepted);
  EXPECT_FALSE((*bus).line(2));
  EXPECT_EQ((*bus).next_deadline(), 150u);
  (*bus).advance(149);
  EXPECT_FALSE((*bus).line(2));
  EXPECT_TRUE(bus.attention().empty());
  (*bus).advance(150);
  EXPECT_TRUE((*bus).line(2));
  EXPECT_EQ(bus.attention(), std::vector<CoreId>{2});
  EXPECT_EQ((*bus).next_deadline(), kNever);
}

INSTANTIATE_TEST_SUITE_P(
    Models, EveryModel,
    testing::Values(Send{"Lossy", IpiModel::Lossy, mbox(2), mbox(9), kAck, 0},
                    Send{"Status", IpiModel::Status, mbox(2), mbox(9), kAck, 0},
                    Send{"NxN", IpiModel::NxN, kSend + 8, kSend + 36, kRxClear, 0b10},
                    Send{"Bits", IpiModel::Bits, kBitsSend, kBitsSend, kBitsClear, 1}),
    [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace vectorscope::test
