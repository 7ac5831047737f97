// SPDX-License-Identifier: GPL-2.0-or-later
// The labs with the real kernel: verdicts, and that nothing but events makes them.
#include "emu/lab/lab_run.hpp"

#include <gmock/gmock.h>

#include <map>

#include "emu/lab/lab_file.hpp"
#include "emu/load/bundled.hpp"

namespace vectorscope {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

std::shared_ptr<const Image> kernel() {
  static const auto image = [] {
    auto loaded = bundled_kernel();
    EXPECT_TRUE(loaded) << loaded.error().text;
    return std::make_shared<const Image>(std::move(*loaded));
  }();
  return image;
}

std::string text_of(const std::string& name) {
  for (const auto& lab : bundled_labs()) {
    if (lab.name == name) return std::string(lab.text);
  }
  ADD_FAILURE() << "no lab " << name;
  return "";
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

Lab parsed(const std::string& text) {
  auto lab = parse_lab(text, "lab.toml");
  EXPECT_TRUE(lab) << (lab ? "" : lab.error().text);
  return lab ? std::move(*lab) : Lab{};
}

VariantResult run(const Lab& lab, const std::string& variant, unsigned schedules) {
  LabRunOptions options;
  options.schedules = schedules;
  auto result = run_variant(lab, *lab.variant(variant), kernel(), options);
  EXPECT_TRUE(result) << (result ? "" : result.error().text);
  return result ? std::move(*result) : VariantResult{};
}

std::uint64_t premise(const RunResult& run, std::size_t checker, const std::string& name) {
  for (const auto& premise : run.verdicts.at(checker).premises) {
    if (premise.name == name) return premise.count;
  }
  ADD_FAILURE() << "no premise " << name;
  return 0;
}

TEST(TwinSwap, PublishedHandsOutThePageTwiceByTheScriptAlone) {
  const auto result = run(parsed(text_of("twin-swap")), "published", 0);
  EXPECT_EQ(result.outcome, Outcome::Violated);
  EXPECT_THAT(result.directed.missed, IsEmpty());
  ASSERT_EQ(result.directed.verdicts.size(), 2u);
  EXPECT_EQ(result.directed.verdicts[0].outcome, Outcome::Violated);
  EXPECT_THAT(result.directed.verdicts[0].sentence,
              HasSubstr("core 1 entered pmm_alloc_work while core 0 was inside"));
  EXPECT_EQ(result.directed.verdicts[1].outcome, Outcome::Violated);
}

TEST(DeadHolder, PublishedLeavesEverySurvivorWithoutAPage) {
  const auto result = run(parsed(text_of("dead-holder")), "published", 0);
  EXPECT_EQ(result.outcome, Outcome::Violated);
  EXPECT_EQ(premise(result.directed, 0, "kills that hit a holder"), 1u);
  EXPECT_GE(premise(result.directed, 0, "busy answers"), 2000u);
  EXPECT_EQ(premise(result.directed, 0, "successes"), 0u);
}

class EveryLab : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Labs, EveryLab, testing::Values("twin-swap", "dead-holder"));

TEST_P(EveryLab, RepairedHoldsInTheScriptAndInAHundredRandomSchedules) {
  const auto lab = parsed(text_of(GetParam()));
  ASSERT_EQ(lab.random.schedules, 100u);
  const auto result = run(lab, "repaired", 100);
  EXPECT_EQ(result.outcome, Outcome::Holds);
  ASSERT_EQ(result.random.size(), 100u);
  for (const auto& each : result.random) {
    EXPECT_EQ(each.outcome, Outcome::Holds)
        << each.schedule << " " << each.missed << " " << each.verdicts.at(0).sentence;
    EXPECT_GT(premise(each, 0, "busy answers"), 0u) << each.schedule;
    EXPECT_GT(premise(each, 0, "successes"), 0u) << each.schedule;
  }
}

TEST_P(EveryLab, WhatIsExpectedDoesNotChangeTheVerdict) {
  const auto text = text_of(GetParam());
  const auto altered =
      parsed(replaced(replaced(replaced(text, "expected = \"violated\"", "expected = \"?\""),
                               "expected = \"holds\"", "expected = \"violated\""),
                      "expected = \"?\"", "expected = \"holds\""));
  const auto original = parsed(text);
  for (const char* variant : {"published", "repaired"}) {
    EXPECT_NE(altered.expectation(*altered.variant(variant)),
              original.expectation(*original.variant(variant)));
    const auto a = run(original, variant, 3), b = run(altered, variant, 3);
    EXPECT_EQ(a.outcome, b.outcome);
    EXPECT_EQ(a.shown.hash, b.shown.hash);
  }
}

TEST_P(EveryLab, ExchangingTheSwitchesExchangesTheVerdicts) {
  auto lab = parsed(text_of(GetParam()));
  ASSERT_EQ(lab.variants.size(), 2u);
  std::swap(lab.variants[0].switches, lab.variants[1].switches);
  EXPECT_EQ(run(lab, "published", 3).outcome, Outcome::Holds);
  EXPECT_EQ(run(lab, "repaired", 3).outcome, Outcome::Violated);
}

TEST_P(EveryLab, EveryRunOfAScheduleEndsInTheSameState) {
  const auto lab = parsed(text_of(GetParam()));
  for (const char* variant : {"published", "repaired"}) {
    std::map<std::string, std::uint64_t> hashes;
    for (int i = 0; i < 20; ++i) {
      const auto result = run(lab, variant, 1);
      for (const auto* each : {&result.directed, &result.random.at(0)}) {
        const auto [known, is_new] = hashes.emplace(each->schedule, each->hash);
        ASSERT_EQ(known->second, each->hash) << variant << " " << each->schedule << " run " << i;
      }
    }
    EXPECT_EQ(hashes.size(), 2u);
  }
}

TEST(LabRun, AViolatedRandomScheduleIsShownWhenTheScriptViolatesNothing) {
  const auto lab = parsed(replaced(
      text_of("twin-swap"), "c1 until returns smp_safe_alloc       # core 1 asks: a page, or busy?",
      "c0 until every core enters lab_done or enters lab_done"));
  const auto result = run(lab, "published", 2);
  EXPECT_NE(result.directed.outcome, Outcome::Violated);
  EXPECT_EQ(result.outcome, Outcome::Violated);
  EXPECT_EQ(result.shown.schedule, "random:1");
  EXPECT_EQ(result.machine->hash(), result.shown.hash);
}

TEST(LabRun, ALineThatIsNotReachedIsReportedAndExercisesNothing) {
  const auto lab = parsed(replaced(text_of("twin-swap"), "c0 until write handles[0x80] ",
                                   "c0 until write handles[0x8F] "));
  const auto result = run(lab, "repaired", 0);
  EXPECT_EQ(result.outcome, Outcome::NotExercised);
  EXPECT_THAT(result.directed.missed, HasSubstr("'c0 until write handles[0x8F]' not reached: "));
}

TEST(LabRun, TheBudgetEndsALine) {
  auto lab = parsed(text_of("twin-swap"));
  lab.directed.budget = 1000;
  const auto result = run(lab, "repaired", 0);
  EXPECT_EQ(result.outcome, Outcome::NotExercised);
  EXPECT_EQ(result.directed.steps, 1000u);
  EXPECT_THAT(result.directed.missed, HasSubstr("budget"));
}

TEST(LabRun, AnAlternativeIsEnough) {
  const auto lab = parsed(replaced(text_of("twin-swap"), "c0 until write handles[0x80] ",
                                   "c0 until write handles[0x8F] or enters smp_safe_alloc "));
  EXPECT_THAT(run(lab, "repaired", 0).directed.missed, IsEmpty());
}

TEST(LabRun, AFunctionThatTheKernelDoesNotHaveIsOneLine) {
  auto lab = parsed(text_of("twin-swap"));
  lab.checkers[0].work = "pmm_alloc_wrok";
  const auto result = run_variant(lab, lab.variants[0], kernel());
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().text, HasSubstr("no function 'pmm_alloc_wrok'"));
}

TEST(LabRun, AKillOutsideTheSectionIsNotExercised) {
  auto text = text_of("dead-holder");
  text = replaced(text, "c0 until write handles[0x80]          # core 0 holds the lock\n", "");
  text = replaced(text, "c0 until enters pmm_take_bit ", "#");
  text = replaced(text, "others until verdict\n", "");
  const auto result = run(parsed(text), "published", 0);
  EXPECT_EQ(result.outcome, Outcome::NotExercised);
  EXPECT_EQ(premise(result.directed, 0, "kills that hit a holder"), 0u);
}

}  // namespace
}  // namespace vectorscope
