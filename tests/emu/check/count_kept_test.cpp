// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/count_kept.hpp"

#include <gtest/gtest.h>

#include "events_by_hand.hpp"

namespace vectorscope {
namespace {

using namespace by_hand;

constexpr LinearAddress kTake = 0x7000, kPut = 0x7100, kRead = 0x7200, kWrite = 0x7300;

struct CountKeptTest : testing::Test {
  CountKept::Names names() const {
    return {.work = {kWork},
            .take = kTake,
            .put = kPut,
            .read = kRead,
            .write = kWrite,
            .busy = {{kBusy}, {}},
            .cores = 2,
            .kill = false,
            .patience = 3};
  }
  CountKept checker{names()};
  Stream events{checker};

  static Stream& call(Stream& on, CoreId core, LinearAddress function, std::uint32_t argument,
                      std::uint32_t result = 0) {
    return on.enter(core, function, argument).leave(core, function, result);
  }
  static Stream& take(Stream& on, CoreId core, std::uint32_t page, std::uint32_t read) {
    on.enter(core, kWork);
    call(on, core, kTake, page);
    call(on, core, kRead, 0, read);
    call(on, core, kWrite, read - 1);
    return on.leave(core, kWork, page);
  }
  static Outcome outcome(const Checker& of) { return of.verdict().outcome; }
};

TEST_F(CountKeptTest, TwoPagesTakenAndCountedHold) {
  take(events, 0, 5, 100).busy(1);
  take(events, 1, 6, 99);
  EXPECT_EQ(outcome(checker), Outcome::NotExercised) << "nobody has looked when all was quiet";
  call(events, 0, kRead, 0, 98);
  EXPECT_EQ(outcome(checker), Outcome::Holds);
}

TEST_F(CountKeptTest, AnUpdateThatIsLostViolates) {
  take(events, 0, 5, 100).busy(1);
  take(events, 1, 6, 100);
  call(events, 0, kRead, 0, 99);
  EXPECT_TRUE(checker.violated());
  EXPECT_EQ(outcome(checker), Outcome::Violated);
}

TEST_F(CountKeptTest, ALookWhileACoreIsInsideSaysNothing) {
  take(events, 0, 5, 100).busy(1);
  events.enter(1, kWork);
  call(events, 1, kTake, 6);
  call(events, 0, kRead, 0, 99);
  EXPECT_FALSE(checker.violated());
  EXPECT_EQ(outcome(checker), Outcome::NotExercised);
}

TEST_F(CountKeptTest, PuttingBackTwiceCountsOnce) {
  take(events, 0, 5, 100).busy(1);
  for (int i = 0; i < 2; ++i) call(events, 0, kPut, 5);
  call(events, 0, kWrite, 100);
  call(events, 0, kRead, 0, 100);
  EXPECT_EQ(outcome(checker), Outcome::Holds);
}

struct TornTest : CountKeptTest {
  CountKept::Names with_kill() {
    auto names = CountKeptTest::names();
    names.kill = true;
    return names;
  }
  CountKept torn{with_kill()};
  Stream kills{torn};

  void die_between() {
    kills.enter(0, kWork);
    call(kills, 0, kTake, 5);
    call(kills, 0, kRead, 0, 100).stop(0);
  }
};

TEST_F(TornTest, UndoneIsWhole) {
  die_between();
  EXPECT_EQ(premise(torn, "kills between page and count"), 1u);
  kills.busy(1);
  call(kills, 1, kPut, 5);
  call(kills, 1, kWrite, 100);
  take(kills, 1, 5, 100);
  call(kills, 1, kRead, 0, 99);
  EXPECT_EQ(outcome(torn), Outcome::Holds);
}

TEST_F(TornTest, LeftAsItWasViolates) {
  die_between();
  kills.busy(1);
  take(kills, 1, 6, 100);
  EXPECT_FALSE(torn.violated());
  call(kills, 1, kRead, 0, 99);
  EXPECT_TRUE(torn.violated());
}

TEST_F(TornTest, ASurvivorWithoutPatienceEndsTheWaiting) {
  die_between();
  kills.busy(1).busy(1);
  EXPECT_FALSE(torn.violated());
  kills.busy(1);
  EXPECT_TRUE(torn.violated());
}

TEST_F(TornTest, SurvivorsThatSleepForEverEndItToo) {
  die_between();
  torn.on_idle(99);
  EXPECT_TRUE(torn.violated());
  EXPECT_EQ(torn.verdict().step, 99u);
}

TEST_F(TornTest, AKillBehindTheCountIsNotThePremise) {
  take(kills, 0, 5, 100).stop(0).busy(1);
  take(kills, 1, 6, 99);
  call(kills, 1, kRead, 0, 98);
  EXPECT_EQ(outcome(torn), Outcome::NotExercised);
}

}  // namespace
}  // namespace vectorscope
