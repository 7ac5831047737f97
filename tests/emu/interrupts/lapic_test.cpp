// SPDX-License-Identifier: GPL-2.0-or-later
// Behaviour from the Intel SDM, volume 3, chapter "APIC".
#include "emu/interrupts/lapic.hpp"

#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/emu/support/bench.hpp"

namespace vectorscope::test {
namespace {

constexpr std::uint32_t kId = 0x20, kVersion = 0x30, kTpr = 0x80, kPpr = 0xA0, kEoi = 0xB0,
                        kLdr = 0xD0, kDfr = 0xE0, kSvr = 0xF0, kEsr = 0x280, kIcrLow = 0x300,
                        kIcrHigh = 0x310, kLvtTimer = 0x320, kLint0 = 0x350, kLvtError = 0x370,
                        kInitial = 0x380, kCurrent = 0x390, kDivide = 0x3E0;
constexpr std::uint32_t kMasked = 0x10000, kPeriodic = 0x20000;
constexpr std::uint32_t kDivideBy1 = 0xB;
constexpr std::uint32_t kSelf = 1 << 18, kAll = 2 << 18, kOthers = 3 << 18, kLogical = 0x800;

class LapicTest : public testing::Test {
 protected:
  LapicTest() {
    for (CoreId core = 0; core < 4; ++core) write(core, kSvr, 0x1FF);
  }
  std::uint32_t read(CoreId core, std::uint32_t offset) {
    return apics_.read(offset, 4, guest_on(core));
  }
  void write(CoreId core, std::uint32_t offset, std::uint32_t value) {
    apics_.write(offset, 4, value, guest_on(core));
  }
  void send(CoreId from, std::uint32_t low, std::uint8_t destination = 0) {
    write(from, kIcrHigh, std::uint32_t{destination} << 24);
    write(from, kIcrLow, low);
  }
  std::set<CoreId> waiting(Vector vector) {
    std::set<CoreId> cores;
    for (CoreId core = 0; core < 4; ++core) {
      if (apics_.irr(core)[vector]) cores.insert(core);
    }
    return cores;
  }
  void cycles(std::uint64_t count) { apics_.advance(now_ += count * kTicksPerCycle); }

  Published events_;
  std::vector<std::string> wires_;
  std::set<CoreId> absent_;
  Ticks now_ = 0;
  LocalApics apics_{
      4, events_,
      LapicWires{
          .attention = [this](CoreId core) { wires_.push_back("attention " + digits(core)); },
          .init = [this](CoreId target,
                         CoreId from) { wires_.push_back("init " + digits(target, from)); },
          .startup = [this](CoreId target, Vector page, CoreId from) {
            wires_.push_back("startup " + digits(target, page, from));
          },
          .nmi = [this](CoreId core) { wires_.push_back("nmi " + digits(core)); },
          .present = [this](CoreId core) { return !absent_.contains(core); }}};

 private:
  template <class... Numbers>
  static std::string digits(Numbers... numbers) {
    std::string text;
    ((text += (text.empty() ? "" : " ") + std::to_string(numbers)), ...);
    return text;
  }
};

TEST_F(LapicTest, EachCoreSeesItsOwnBank) {
  EXPECT_EQ(read(0, kId), 0U);
  EXPECT_EQ(read(3, kId), 0x03000000U);
  EXPECT_EQ(read(0, kVersion), 0x00050014U);
  write(2, kTpr, 0x40);
  EXPECT_EQ(read(2, kTpr), 0x40U);
  EXPECT_EQ(read(1, kTpr), 0U);
}

// "Local APIC state after power-up", and what a BIOS adds on the first core.
TEST_F(LapicTest, ResetIsWhatABiosLeaves) {
  apics_.reset();
  EXPECT_EQ(read(0, kSvr), 0x1FFU);
  EXPECT_EQ(read(0, kLint0), 0x8700U);
  EXPECT_EQ(read(1, kSvr), 0xFFU);
  EXPECT_EQ(read(1, kLint0), kMasked);
  EXPECT_EQ(read(1, kDfr), 0xFFFFFFFFU);
  EXPECT_EQ(apics_.base_msr(0), 0xFEE00900U);
  EXPECT_EQ(apics_.base_msr(1), 0xFEE00800U);
  EXPECT_TRUE(apics_.accepts_pic(0));
}

// "Interrupt acceptance"
TEST_F(LapicTest, AFixedInterruptMovesFromIrrToIsrToNothing) {
  apics_.post(1, 0x41, false);
  EXPECT_TRUE(apics_.pending(1));
  EXPECT_EQ(wires_.back(), "attention 1");
  EXPECT_TRUE(apics_.irr(1)[0x41]);
  EXPECT_EQ(apics_.acknowledge(1), 0x41);
  EXPECT_FALSE(apics_.irr(1)[0x41]);
  EXPECT_TRUE(apics_.isr(1)[0x41]);
  EXPECT_EQ(read(1, 0x100 + 0x10 * (0x41 / 32)), 1U << (0x41 % 32));
  write(1, kEoi, 0);
  EXPECT_TRUE(apics_.isr(1).none());
  EXPECT_EQ(events_.last<events::Eoi>().controller, Controller::Lapic);
  EXPECT_EQ(events_.last<events::Eoi>().level, 0x41);
}

TEST_F(LapicTest, AnEoiOfNothingSaysSo) {
  write(0, kEoi, 0);
  EXPECT_EQ(events_.last<events::Eoi>().level, -1);
}

TEST_F(LapicTest, PriorityIsTheUpperFourBits) {
  apics_.post(0, 0x41, false);
  apics_.acknowledge(0);
  apics_.post(0, 0x4F, false);
  EXPECT_FALSE(apics_.pending(0)) << "the same class waits";
  apics_.post(0, 0x50, false);
  EXPECT_EQ(apics_.acknowledge(0), 0x50);
  write(0, kEoi, 0);
  EXPECT_FALSE(apics_.pending(0));
  wires_.clear();
  write(0, kEoi, 0);
  EXPECT_EQ(wires_, std::vector<std::string>{"attention 0"});
  EXPECT_EQ(apics_.acknowledge(0), 0x4F);
}

TEST_F(LapicTest, TheTaskPriorityHoldsBack) {
  write(0, kTpr, 0x50);
  apics_.post(0, 0x51, false);
  EXPECT_FALSE(apics_.pending(0));
  write(0, kTpr, 0x4F);
  EXPECT_TRUE(apics_.pending(0));
  EXPECT_EQ(wires_.back(), "attention 0");
}

TEST_F(LapicTest, ThePprIsTheHigherOfTaskAndService) {
  write(0, kTpr, 0x35);
  EXPECT_EQ(read(0, kPpr), 0x35U);
  apics_.post(0, 0x47, false);
  apics_.acknowledge(0);
  EXPECT_EQ(read(0, kPpr), 0x40U);
  write(0, kTpr, 0x4A);
  EXPECT_EQ(read(0, kPpr), 0x4AU);
}

TEST_F(LapicTest, NothingToAcknowledgeGivesTheSpuriousVector) {
  write(0, kSvr, 0x1EF);
  apics_.post(0, 0x41, false);
  write(0, kTpr, 0xF0);
  EXPECT_EQ(apics_.acknowledge(0), 0xEF);
  EXPECT_TRUE(apics_.isr(0).none());
  EXPECT_TRUE(apics_.irr(0)[0x41]);
}

TEST_F(LapicTest, TheTmrTellsLevelFromEdge) {
  apics_.post(0, 0x60, true);
  apics_.post(0, 0x61, false);
  EXPECT_TRUE(apics_.tmr(0)[0x60]);
  EXPECT_FALSE(apics_.tmr(0)[0x61]);
}

TEST_F(LapicTest, SoftwareDisabledAcceptsNothingAndMasksItsLvt) {
  write(0, kLvtTimer, 0x40);
  write(0, kSvr, 0x0FF);
  apics_.post(0, 0x41, false);
  EXPECT_FALSE(apics_.pending(0));
  EXPECT_TRUE(apics_.irr(0).none());
  EXPECT_EQ(read(0, kLvtTimer), kMasked | 0x40);
  write(0, kLvtTimer, 0x40);
  EXPECT_EQ(read(0, kLvtTimer), kMasked | 0x40);
}

// "Virtual wire mode"
TEST_F(LapicTest, ThePicComesThroughAnUnmaskedExtInt) {
  write(0, kLint0, 0x700);
  EXPECT_TRUE(apics_.accepts_pic(0));
  write(0, kLint0, kMasked | 0x700);
  EXPECT_FALSE(apics_.accepts_pic(0));
  write(0, kLint0, 0x20);
  EXPECT_FALSE(apics_.accepts_pic(0));
  write(0, kSvr, 0xFF);
  EXPECT_TRUE(apics_.accepts_pic(0)) << "an APIC that is off is not in the way";
}

// "Issuing interprocessor interrupts"
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
  send(0, kLogical | 0x55, 0xF1);
  EXPECT_EQ(waiting(0x55), (std::set<CoreId>{0, 2}));
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

// "Error handling"
TEST_F(LapicTest, IllegalVectorsAreErrorsOfSenderAndReceiver) {
  write(0, kLvtError, 0xE0);
  send(0, 0x0F, 1);
  EXPECT_TRUE(apics_.irr(0)[0xE0]);
  EXPECT_EQ(read(0, kEsr), 0U) << "the ESR is filled by a write";
  write(0, kEsr, 0);
  EXPECT_EQ(read(0, kEsr), 0x20U);
  write(1, kEsr, 0);
  EXPECT_EQ(read(1, kEsr), 0x40U);
  write(0, kEsr, 0);
  EXPECT_EQ(read(0, kEsr), 0U);
}

TEST_F(LapicTest, AnIllegalErrorVectorDoesNotRaiseItself) {
  write(0, kLvtError, 0x05);
  send(0, 0x0F, 0);
  write(0, kEsr, 0);
  EXPECT_EQ(read(0, kEsr), 0x60U);
}

TEST_F(LapicTest, OddAccessesAreDeviceErrors) {
  EXPECT_EQ(apics_.read(kId, 1, kGuest), 0xFFFFFFFFU);
  EXPECT_EQ(apics_.read(kId + 4, 4, kGuest), 0xFFFFFFFFU);
  apics_.write(kTpr, 2, 0x40, kGuest);
  write(0, 0x40, 1);
  write(0, kVersion, 1);
  EXPECT_EQ(events_.count<events::DeviceError>(), 5U);
  EXPECT_EQ(read(0, kTpr), 0U);
}

// MSR 1B
TEST_F(LapicTest, TheBaseMsrTurnsTheApicOff) {
  apics_.post(1, 0x41, false);
  apics_.set_base_msr(1, 0xFEE00000);
  EXPECT_FALSE(apics_.pending(1));
  EXPECT_TRUE(apics_.accepts_pic(1));
  send(0, 0x55, 1);
  EXPECT_EQ(events_.last<events::IpiSent>().outcome, Delivery::NoTarget);
  apics_.set_base_msr(1, 0xFEE00800);
  EXPECT_EQ(read(1, kSvr), 0xFFU);
}

TEST_F(LapicTest, TheBaseCannotBeMoved) {
  apics_.set_base_msr(0, 0xFED00900);
  EXPECT_EQ(apics_.base_msr(0), 0xFEE00900U);
  EXPECT_EQ(events_.count<events::DeviceError>(), 1U);
}

// "APIC timer"
TEST_F(LapicTest, AOneShotTimerFiresOnceAtItsCount) {
  write(0, kDivide, kDivideBy1);
  write(0, kLvtTimer, 0x40);
  write(0, kInitial, 1000);
  EXPECT_EQ(apics_.next_deadline(), 1000 * kTicksPerCycle);
  cycles(999);
  EXPECT_EQ(read(0, kCurrent), 1U);
  EXPECT_FALSE(apics_.pending(0));
  cycles(1);
  EXPECT_TRUE(apics_.irr(0)[0x40]);
  EXPECT_EQ(read(0, kCurrent), 0U);
  EXPECT_EQ(apics_.next_deadline(), kNever);
}

TEST_F(LapicTest, APeriodicTimerFiresEveryCount) {
  write(0, kDivide, kDivideBy1);
  write(0, kLvtTimer, kPeriodic | 0x40);
  write(0, kInitial, 100);
  for (int times = 0; times < 3; ++times) {
    cycles(100);
    EXPECT_EQ(apics_.acknowledge(0), 0x40);
    write(0, kEoi, 0);
    EXPECT_EQ(read(0, kCurrent), 100U);
  }
  cycles(30);
  EXPECT_EQ(read(0, kCurrent), 70U);
}

TEST_F(LapicTest, TheDivideRegisterDividesByPowersOfTwo) {
  const std::uint32_t codes[] = {0xB, 0x0, 0x1, 0x2, 0x3, 0x8, 0x9, 0xA};
  for (unsigned power = 0; power < 8; ++power) {
    write(0, kDivide, codes[power]);
    write(0, kLvtTimer, 0x40);
    write(0, kInitial, 10);
    EXPECT_EQ(apics_.next_deadline() - now_, (10U << power) * kTicksPerCycle) << power;
    cycles(3);
  }
}

TEST_F(LapicTest, AMaskedTimerCountsButIsNotHeard) {
  write(0, kDivide, kDivideBy1);
  write(0, kLvtTimer, kMasked | kPeriodic | 0x40);
  write(0, kInitial, 100);
  EXPECT_EQ(apics_.next_deadline(), kNever);
  cycles(1'000'030);
  EXPECT_FALSE(apics_.pending(0));
  EXPECT_EQ(read(0, kCurrent), 70U);
}

TEST_F(LapicTest, CountZeroStopsTheTimer) {
  write(0, kLvtTimer, kPeriodic | 0x40);
  write(0, kInitial, 100);
  write(0, kInitial, 0);
  EXPECT_EQ(apics_.next_deadline(), kNever);
}

TEST_F(LapicTest, TheTimersOfTwoCoresAreTheirOwn) {
  write(0, kDivide, kDivideBy1);
  write(1, kDivide, kDivideBy1);
  write(0, kLvtTimer, 0x40);
  write(1, kLvtTimer, 0x41);
  write(0, kInitial, 50);
  write(1, kInitial, 20);
  cycles(20);
  EXPECT_EQ(waiting(0x41), std::set<CoreId>{1});
  EXPECT_TRUE(waiting(0x40).empty());
  cycles(30);
  EXPECT_EQ(waiting(0x40), std::set<CoreId>{0});
}

// SDM 3A, 10.5.1, figure 10-8: delivery mode, trigger mode and remote IRR of LINT0.
TEST_F(LapicTest, Lint0AsNmiIsOneForEachRise) {
  write(0, kLint0, 0x400);
  apics_.set_lint0(0, true);
  apics_.set_lint0(0, true);
  apics_.set_lint0(0, false);
  EXPECT_EQ(wires_, std::vector<std::string>{"nmi 0"});
  apics_.set_lint0(0, true);
  EXPECT_EQ(wires_.size(), 2U);
}

TEST_F(LapicTest, Lint0ByEdgeRequestsItsVectorOnceAndNothingWhileMasked) {
  write(0, kLint0, kMasked | 0x61);
  apics_.set_lint0(0, true);
  write(0, kLint0, 0x61);
  EXPECT_TRUE(waiting(0x61).empty());
  apics_.set_lint0(0, false);
  apics_.set_lint0(0, true);
  EXPECT_EQ(waiting(0x61), std::set<CoreId>{0});
  EXPECT_EQ(apics_.acknowledge(0), 0x61);
  write(0, kEoi, 0);
  EXPECT_TRUE(waiting(0x61).empty());
}

TEST_F(LapicTest, Lint0ByLevelComesAgainAfterEachEoiUntilItIsLow) {
  constexpr std::uint32_t kByLevel = 0x8000, kRemoteIrr = 0x4000;
  apics_.set_lint0(0, true);
  write(0, kLint0, kByLevel | 0x61);
  EXPECT_EQ(read(0, kLint0), kByLevel | kRemoteIrr | 0x61);
  EXPECT_EQ(apics_.acknowledge(0), 0x61);
  EXPECT_TRUE(waiting(0x61).empty());
  write(0, kEoi, 0);
  EXPECT_EQ(apics_.acknowledge(0), 0x61);
  apics_.set_lint0(0, false);
  write(0, kEoi, 0);
  EXPECT_TRUE(waiting(0x61).empty());
  EXPECT_EQ(read(0, kLint0), kByLevel | 0x61);
}

}  // namespace
}  // namespace vectorscope::test
