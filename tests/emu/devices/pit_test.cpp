// SPDX-License-Identifier: GPL-2.0-or-later
// Behaviour from the 8254 data sheet, "Mode definitions".
#include "emu/devices/pit.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/emu/support/bench.hpp"

namespace vectorscope::test {
namespace {

/// OUT over `pulses` pulses from `begin` on, as _ and #.
std::string wave(PitCounter& counter, PitCounter::Pulse begin, int pulses) {
  std::string drawn;
  for (PitCounter::Pulse at = begin; at < begin + pulses; ++at) {
    counter.settle(at);
    drawn += counter.out(at) ? '#' : '_';
  }
  return drawn;
}

std::vector<int> counts(PitCounter& counter, PitCounter::Pulse begin, int pulses) {
  std::vector<int> seen;
  for (PitCounter::Pulse at = begin; at < begin + pulses; ++at) {
    counter.settle(at);
    seen.push_back(counter.count(at));
  }
  return seen;
}

/// Counter 0, low byte only; the count is written at pulse 0 and loaded at 1.
PitCounter counter_in(unsigned mode, std::uint8_t count) {
  PitCounter counter;
  counter.write_control(static_cast<std::uint8_t>(0x10 | mode << 1), 0);
  counter.write(count, 0);
  return counter;
}

TEST(PitCounter, Mode0GoesHighNPlus1PulsesAfterTheWrite) {
  PitCounter counter = counter_in(0, 4);
  EXPECT_EQ(wave(counter, 0, 8), "_____###");
  EXPECT_EQ(counts(counter, 1, 6), (std::vector<int>{4, 3, 2, 1, 0, 0xFFFF}));
}

TEST(PitCounter, Mode0IsHeldByTheGate) {
  PitCounter counter = counter_in(0, 4);
  counter.set_gate(false, 3);
  EXPECT_EQ(wave(counter, 3, 5), "_____");
  EXPECT_EQ(counter.count(7), 2);
  counter.set_gate(true, 8);
  EXPECT_EQ(wave(counter, 8, 4), "__##");
}

TEST(PitCounter, Mode0StopsAtTheFirstOfTwoBytes) {
  PitCounter counter;
  counter.write_control(0x30, 0);
  counter.write(2, 0);
  counter.write(0, 0);
  EXPECT_TRUE(counter.out(10));
  counter.write(9, 10);
  EXPECT_FALSE(counter.out(20));
  counter.write(0, 20);
  EXPECT_EQ(wave(counter, 28, 4), "__##");
}

TEST(PitCounter, Mode1IsLowForNPulsesAfterEachTrigger) {
  PitCounter counter = counter_in(1, 3);
  counter.set_gate(false, 0);
  EXPECT_EQ(wave(counter, 0, 4), "####");
  counter.set_gate(true, 4);
  EXPECT_EQ(wave(counter, 4, 6), "#___##");
  counter.set_gate(false, 10);
  counter.set_gate(true, 10);
  EXPECT_EQ(wave(counter, 10, 3), "#__");
  counter.set_gate(false, 12);
  counter.set_gate(true, 12);  // retriggered: three more
  EXPECT_EQ(wave(counter, 13, 5), "___##");
}

TEST(PitCounter, Mode2IsLowForTheLastPulseOfEachCycle) {
  PitCounter counter = counter_in(2, 3);
  EXPECT_EQ(wave(counter, 0, 10), "###_##_##_");
  EXPECT_EQ(counts(counter, 1, 7), (std::vector<int>{3, 2, 1, 3, 2, 1, 3}));
}

TEST(PitCounter, Mode2TakesANewCountAtTheEndOfTheCycle) {
  PitCounter counter = counter_in(2, 4);
  counter.write(2, 2);
  EXPECT_EQ(wave(counter, 0, 11), "####_#_#_#_");
}

TEST(PitCounter, Mode2GateLowForcesOutHighAndARisingGateReloads) {
  PitCounter counter = counter_in(2, 3);
  counter.set_gate(false, 3);
  EXPECT_EQ(wave(counter, 3, 4), "####");
  counter.set_gate(true, 7);
  EXPECT_EQ(wave(counter, 7, 5), "###_#");
}

TEST(PitCounter, Mode3IsHighForHalfOfAnEvenCount) {
  PitCounter counter = counter_in(3, 4);
  EXPECT_EQ(wave(counter, 1, 8), "##__##__");
  EXPECT_EQ(counts(counter, 1, 5), (std::vector<int>{4, 2, 4, 2, 4}));
}

TEST(PitCounter, Mode3IsHighOnePulseLongerForAnOddCount) {
  PitCounter counter = counter_in(3, 5);
  EXPECT_EQ(wave(counter, 1, 10), "###__###__");
  EXPECT_EQ(counts(counter, 1, 6), (std::vector<int>{4, 2, 0, 4, 2, 4}));
}

TEST(PitCounter, Mode3TakesANewCountAtTheEndOfTheHalfCycle) {
  PitCounter counter = counter_in(3, 8);  // high at pulses 1 to 4
  counter.write(4, 2);
  EXPECT_EQ(wave(counter, 1, 10), "####__##__");
}

TEST(PitCounter, Mode4StrobesOnceNPlus1PulsesAfterTheWrite) {
  PitCounter counter = counter_in(4, 3);
  EXPECT_EQ(wave(counter, 0, 8), "####_###");
}

TEST(PitCounter, Mode5StrobesAfterATrigger) {
  PitCounter counter = counter_in(5, 3);
  counter.set_gate(false, 0);
  EXPECT_EQ(wave(counter, 0, 3), "###");
  counter.set_gate(true, 3);
  EXPECT_EQ(wave(counter, 3, 7), "####_##");
}

TEST(PitCounter, TheDontCareModesAre2And3) {
  PitCounter counter;
  counter.write_control(0x1C, 0);
  EXPECT_EQ(counter.mode(), 2U);
  counter.write_control(0x1E, 0);
  EXPECT_EQ(counter.mode(), 3U);
}

TEST(PitCounter, EdgesAreWhereTheWaveChanges) {
  for (unsigned mode = 0; mode < 6; ++mode) {
    for (std::uint8_t count : {2, 3, 4, 7}) {
      PitCounter counter = counter_in(mode, count);
      if (mode == 1 || mode == 5) {
        counter.set_gate(false, 0);
        counter.set_gate(true, 0);
      }
      for (PitCounter::Pulse at = 0; at < 40; ++at) {
        if (counter.out(at) == counter.out(at + 1)) continue;
        EXPECT_EQ(counter.next_edge(at), at + 1) << mode << " " << int{count} << " " << at;
      }
    }
  }
}

TEST(PitCounter, ZeroIsTheLargestCount) {
  PitCounter counter = counter_in(2, 0);
  EXPECT_EQ(counter.reload(), 0x10000U);
  PitCounter decimal;
  decimal.write_control(0x15, 0);
  decimal.write(0, 0);
  EXPECT_EQ(decimal.reload(), 10000U);
}

TEST(PitCounter, BcdCountsInDecimal) {
  PitCounter counter;
  counter.write_control(0x35, 0);
  counter.write(0x00, 0);
  counter.write(0x10, 0);  // 1000
  EXPECT_EQ(counter.count(1), 0x1000);
  EXPECT_EQ(counter.count(2), 0x0999);
}

constexpr std::uint64_t kHz = Pit8254::kHz;  // a core as fast as the crystal: a pulse a cycle

class PitTest : public testing::Test {
 protected:
  void write(std::uint32_t offset, unsigned value) { pit_.write(offset, 1, value, kGuest); }
  unsigned read(std::uint32_t offset) { return pit_.read(offset, 1, kGuest); }
  void pulses(std::uint64_t count) { pit_.advance(now_ += count * kTicksPerCycle); }
  void counter0(unsigned control, unsigned count) {
    write(3, control);
    write(0, count & 0xFF);
    write(0, count >> 8);
  }

  Ticks now_ = 0;
  int rises_ = 0;
  bool level_ = false;
  Pit8254 pit_{kHz, [this](bool level) {
                 if (level && !level_) ++rises_;
                 level_ = level;
               }};
};

TEST_F(PitTest, ABiosLeavesIrq0At18Hz) {
  pulses(2);
  rises_ = 0;
  pulses(kHz * 10);
  EXPECT_EQ(rises_, 182);
}

TEST_F(PitTest, AHundredHertzAre100EdgesASecond) {
  counter0(0x34, 11932);
  rises_ = 0;
  pulses(kHz);
  EXPECT_NEAR(rises_, 100, 1);
}

TEST_F(PitTest, TheDeadlineIsTheNextEdge) {
  counter0(0x34, 1000);
  EXPECT_EQ(pit_.next_deadline(), 1 * kTicksPerCycle);  // loaded
  pulses(1);
  EXPECT_EQ(pit_.next_deadline(), 1000 * kTicksPerCycle);
  pulses(999);
  EXPECT_FALSE(level_);
  pulses(1);
  EXPECT_TRUE(level_);
}

TEST_F(PitTest, ALatchedCountWaitsForItsReads) {
  counter0(0x34, 1000);
  pulses(11);
  write(3, 0x00);
  pulses(5);
  write(3, 0x00);  // ignored: the first is still there
  EXPECT_EQ(read(0) | read(0) << 8, 990U);
  EXPECT_EQ(read(0) | read(0) << 8, 985U);
}

TEST_F(PitTest, AViewerDoesNotMoveOnToTheHighByte) {
  counter0(0x34, 0x1234);
  pulses(1);
  EXPECT_EQ(pit_.read(0, 1, kViewer), 0x34U);
  EXPECT_EQ(read(0), 0x34U);
  EXPECT_EQ(pit_.read(0, 1, kViewer), 0x12U);
}

TEST_F(PitTest, ReadBackLatchesStatusThenCount) {
  counter0(0x34, 1000);
  write(3, 0xE2);  // status only
  EXPECT_EQ(read(0), 0x80U | 0x40U | 0x34U) << "OUT high, count not loaded yet";
  pulses(11);
  write(3, 0xC2);  // status and count
  EXPECT_EQ(read(0), 0x80U | 0x34U);
  EXPECT_EQ(read(0) | read(0) << 8, 990U);
}

TEST_F(PitTest, ReadBackNamesSeveralCounters) {
  counter0(0x34, 1000);
  write(3, 0xB0);
  write(2, 0x10);
  write(2, 0x00);
  write(3, 0xEA);  // status of counters 0 and 2
  EXPECT_EQ(read(0) & 0x3F, 0x34U);
  EXPECT_EQ(read(2) & 0x3F, 0x30U);
}

TEST_F(PitTest, Port61GatesCounter2AndShowsItsOut) {
  write(4, 0x00);
  write(3, 0xB0);  // mode 0
  write(2, 100);
  write(2, 0);
  pulses(500);
  EXPECT_EQ(read(4) & 0x20, 0U);
  write(4, 0x01);
  EXPECT_EQ(read(4) & 0x0F, 0x01U);
  pulses(99);
  EXPECT_EQ(read(4) & 0x20, 0U);
  pulses(2);
  EXPECT_EQ(read(4) & 0x20, 0x20U);
}

TEST_F(PitTest, TheSpeakerSoundsWithGateAndData) {
  write(4, 0x02);
  EXPECT_FALSE(pit_.speaker());
  write(4, 0x03);
  EXPECT_TRUE(pit_.speaker());
}

TEST_F(PitTest, TheRefreshBitTogglesEvery18Pulses) {
  const unsigned before = read(4) & 0x10;
  pulses(18);
  EXPECT_NE(read(4) & 0x10, before);
  pulses(18);
  EXPECT_EQ(read(4) & 0x10, before);
}

TEST_F(PitTest, Mode0InterruptsOnce) {
  counter0(0x30, 100);
  rises_ = 0;
  EXPECT_FALSE(level_);
  pulses(1'000'000);
  EXPECT_EQ(rises_, 1);
  EXPECT_EQ(pit_.next_deadline(), kNever);
}

TEST_F(PitTest, TheControlWordCannotBeRead) { EXPECT_EQ(read(3), 0xFFU); }

}  // namespace
}  // namespace vectorscope::test
