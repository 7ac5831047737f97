// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/schedule/policy.hpp"

#include <gtest/gtest.h>

#include <map>
#include <vector>

#include "emu/schedule/split_mix.hpp"

namespace vectorscope {
namespace {

std::unique_ptr<Policy> policy(const char* text) {
  auto made = make_policy(text);
  EXPECT_TRUE(made) << text;
  return made ? std::move(*made) : nullptr;
}

TEST(SplitMix, GivesThePublishedSequence) {
  // The reference implementation's first numbers for the seed 1234567.
  SplitMix chance(1234567);
  EXPECT_EQ(chance.next(), 6457827717110365317u);
  EXPECT_EQ(chance.next(), 3203168211198807973u);
  EXPECT_EQ(chance.next(), 9817491932198370423u);
}

TEST(Policy, NamesAreAsTheyAreWritten) {
  EXPECT_EQ(policy("round-robin:100")->name(), "round-robin:100");
  EXPECT_EQ(policy("lockstep")->name(), "round-robin:1");
  EXPECT_EQ(policy("random:7")->name(), "random:7");
}

TEST(Policy, RefusesWhatItDoesNotKnow) {
  for (const char* text :
       {"", "random", "random:", "random:x", "random:7x", "random:-1", "round-robin",
        "round-robin:0", "round-robin:4294967296", "lockstep:2", "manual", "pct:1:2"}) {
    const auto made = make_policy(text);
    ASSERT_FALSE(made) << text;
    EXPECT_NE(made.error().text.find("'" + std::string(text) + "'"), std::string::npos);
    EXPECT_EQ(made.error().text.find('\n'), std::string::npos);
  }
}

TEST(NextCore, GoesRound) {
  EXPECT_EQ(next_core(CoreSet{0b1010}, 0), 1);
  EXPECT_EQ(next_core(CoreSet{0b1010}, 2), 3);
  EXPECT_EQ(next_core(CoreSet{0b1010}, 4), 1);
  EXPECT_EQ(next_core(CoreSet{}, 0), kNoCore);
}

TEST(RoundRobinPolicy, RoundsBeginWithEveryCoreInTurn) {
  const auto robin = policy("round-robin:50");
  for (CoreId expected : {0, 2, 3, 0}) {
    const auto round = std::get<decisions::RunRound>(robin->next({CoreSet{0b1101}, {}}, 1000));
    EXPECT_EQ(round.first, expected);
    EXPECT_EQ(round.quantum, 50u);
    EXPECT_EQ(round.steps, 1000u);
  }
}

TEST(RoundRobinPolicy, LetsTimePassWhenNoCoreCanRun) {
  const auto round = std::get<decisions::RunRound>(policy("lockstep")->next({CoreSet{}, {}}, 9));
  EXPECT_EQ(round.first, 0);
  EXPECT_EQ(round.steps, 9u);
}

TEST(RandomPolicy, TheSameSeedGivesTheSameScheduleAndAnotherSeedAnother) {
  const auto a = policy("random:5"), b = policy("random:5"), c = policy("random:6");
  int differences = 0;
  for (int i = 0; i < 1000; ++i) {
    const auto x = std::get<decisions::Run>(a->next({CoreSet{0b1111}, {}}, 5000));
    const auto y = std::get<decisions::Run>(b->next({CoreSet{0b1111}, {}}, 5000));
    const auto z = std::get<decisions::Run>(c->next({CoreSet{0b1111}, {}}, 5000));
    EXPECT_EQ(x.core, y.core);
    EXPECT_EQ(x.steps, y.steps);
    differences += x.core != z.core || x.steps != z.steps;
  }
  EXPECT_GT(differences, 800);
}

TEST(RandomPolicy, PicksOnlyCoresThatCanRunAndEachOfThem) {
  const auto random = policy("random:1");
  std::map<CoreId, int> picked;
  for (int i = 0; i < 3000; ++i) {
    ++picked[std::get<decisions::Run>(random->next({CoreSet{0b10110}, {}}, 10)).core];
  }
  ASSERT_EQ(picked.size(), 3u);
  for (CoreId core : {1, 2, 4}) EXPECT_GT(picked[core], 800);
}

TEST(RandomPolicy, LeavesCoresInTheMiddleOfShortSectionsAndYetRunsLong) {
  const auto random = policy("random:2");
  int very_short = 0, below_32 = 0, over_500 = 0;
  for (int i = 0; i < 10'000; ++i) {
    const auto steps = std::get<decisions::Run>(random->next({CoreSet{0b11}, {}}, 1'000'000)).steps;
    ASSERT_GE(steps, 1u);
    ASSERT_LE(steps, 1024u);
    very_short += steps <= 3;
    below_32 += steps < 32;
    over_500 += steps > 500;
  }
  EXPECT_GT(very_short, 2000);
  EXPECT_GT(below_32, 5000);
  EXPECT_GT(over_500, 300);
}

TEST(RandomPolicy, NeverRunsLongerThanAsked) {
  const auto random = policy("random:3");
  for (int i = 0; i < 1000; ++i) {
    EXPECT_LE(std::get<decisions::Run>(random->next({CoreSet{0b11}, {}}, 2)).steps, 2u);
  }
}

TEST(RandomPolicy, LetsTimePassWhenNoCoreCanRun) {
  EXPECT_EQ(std::get<decisions::RunRound>(policy("random:3")->next({CoreSet{}, {}}, 100)).steps, 1u);
}

}  // namespace
}  // namespace vectorscope
