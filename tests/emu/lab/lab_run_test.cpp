// SPDX-License-Identifier: GPL-2.0-or-later
// The labs with the real kernel: verdicts, and that nothing but events makes them.
#include "emu/lab/lab_run.hpp"

#include <gmock/gmock.h>

#include <map>

#include "tests/emu/lab/bundled_lab.hpp"

namespace vectorscope {
namespace {

using namespace test;
using testing::HasSubstr;
using testing::IsEmpty;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

VariantResult run(const Lab& lab, const std::string& variant, unsigned schedules) {
  return test::run(lab, *lab.variant(variant), schedules);
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

TEST(Recovery, HoldsUnderTsoToo) {
  for (const char* name : {"dead-holder", "merely-slow", "two-recoverers"}) {
    const auto lab = parsed(replaced(text_of(name), "memory = \"sc\"", "memory = \"tso\""));
    const auto result = run(lab, "repaired", 0);
    EXPECT_EQ(result.outcome, Outcome::Holds) << name << " " << result.directed.missed;
    EXPECT_EQ(premise(result.directed, 0, "recoveries"), 1u);
  }
}

TEST(LabRun, AViolatedRandomScheduleIsShownWhenTheScriptViolatesNothing) {
  auto text = text_of("twin-swap");
  text = replaced(text, "c1 until enters pmm_take_bit or", "c0 until enters lab_done\n#");
  text = replaced(text, "c0 until enters pmm_take_bit or enters", "#");
  const auto lab = parsed(text);
  const auto result = run(lab, "published", 2);
  EXPECT_NE(result.directed.outcome, Outcome::Violated);
  EXPECT_EQ(result.outcome, Outcome::Violated);
  EXPECT_EQ(result.shown.schedule, "random:1");
  EXPECT_EQ(result.machine->hash(), result.shown.hash);
}

TEST(LabRun, ALineThatIsNotReachedIsReportedAndExercisesNothing) {
  const auto lab =
      parsed(replaced(text_of("twin-swap"), "c0 until reads handles[0x80] or enters pmm_take_bit ",
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
  const auto lab =
      parsed(replaced(text_of("twin-swap"), "c0 until reads handles[0x80] or enters pmm_take_bit ",
                      "c0 until write handles[0x8F] or enters pmm_take_bit "));
  EXPECT_THAT(run(lab, "repaired", 0).directed.missed, IsEmpty());
}

TEST(LabRun, AFunctionThatTheKernelDoesNotHaveIsOneLine) {
  auto lab = parsed(text_of("twin-swap"));
  lab.checkers[0].functions["work"] = {"pmm_alloc_wrok"};
  const auto result = run_variant(lab, lab.variants[0], kernel());
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().text, HasSubstr("no function 'pmm_alloc_wrok'"));
}

TEST(LabRun, ASwitchThatTheKernelDoesNotHaveIsOneLineWithThoseThatThereAre) {
  auto lab = parsed(text_of("twin-swap"));
  lab.variants[0].switches = "lock=spin";
  const auto result = run_variant(lab, lab.variants[0], kernel());
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().text,
              testing::AllOf(HasSubstr("variant published"), HasSubstr("cannot use 'lock=spin'"),
                             HasSubstr("lock=swap|swap-test|xchg|claim"), HasSubstr("retries=N"),
                             testing::Not(HasSubstr("\n"))));
}

// The claim that the interrupt controller distributes `int`: no controller ever hears of it.
TEST(LabRun, AnIntReachesNoController) {
  const auto result = run(parsed(text_of("unguarded-int")), "repaired", 0);
  std::map<std::string, unsigned> count;
  for (const auto& event : result.machine->log()) {
    if (const auto* entry = std::get_if<events::InterruptEntry>(&event.body)) {
      ++count[entry->cause == Cause::Software ? "by int" : "by a controller"];
    }
    for (const char* name : {"irq-acknowledged", "ipi-received", "eoi"}) {
      count[name] += event_name(event.body) == std::string(name);
    }
  }
  EXPECT_GE(count["by int"], 100u);
  EXPECT_EQ(count["by a controller"], 0u);
  EXPECT_EQ(count["irq-acknowledged"], 0u);
  EXPECT_EQ(count["ipi-received"], 0u);
  EXPECT_EQ(count["eoi"], 0u);
}

TEST(NestedCross, NoScheduleGetsOutOfTheDeadlock) {
  const auto result = run(parsed(text_of("nested-cross")), "published", 1);
  for (const auto* each : {&result.directed, &result.random.at(0)})
    EXPECT_THAT(each->verdicts.at(0).sentence, HasSubstr("no schedule gets out: each alone"));
}

TEST(NestedCross, WhereThereIsAWayOutVainTriesAreNoViolation) {
  const auto lab = parsed(replaced(text_of("nested-cross"), "patience = 100 ", "patience = 1 "));
  const auto result = run(lab, "release", 0);
  EXPECT_NE(result.outcome, Outcome::Violated);
  EXPECT_THAT(result.directed.verdicts.at(0).sentence, HasSubstr("there is a way out: core "));
}

TEST(LabRun, WhatIsCountedStepByStepIsCountedInTheDirectedRunAndChangesNothing) {
  const auto text = text_of("compare");
  const auto checker = text.find("[[checker]]\nkind = \"section-irqs\"");
  const auto without = text.substr(0, checker) + text.substr(text.find("[[", checker + 2));
  const auto counted = run(parsed(text), "claim", 1), plain = run(parsed(without), "claim", 1);
  EXPECT_EQ(premise(counted.directed, 2, "sections with interrupts off throughout in percent"),
            100u);
  EXPECT_EQ(counted.random.at(0).outcome, Outcome::Holds);
  EXPECT_THAT(counted.random.at(0).verdicts.at(2).sentence, HasSubstr("directed run alone"));
  EXPECT_EQ(counted.random.at(0).verdicts.at(2).outcome, Outcome::NotExercised);
  EXPECT_EQ(counted.directed.hash, plain.directed.hash);
  EXPECT_EQ(counted.random.at(0).hash, plain.random.at(0).hash);
}

TEST(LabRun, AKillOutsideTheSectionIsNotExercised) {
  auto text = text_of("dead-holder");
  text = replaced(text, "c0 until enters pmm_take_bit or", "#");
  text = replaced(text, "others until verdict ", "# ");
  const auto result = run(parsed(text), "published", 0);
  EXPECT_EQ(result.outcome, Outcome::NotExercised);
  EXPECT_EQ(premise(result.directed, 0, "kills that hit a holder"), 0u);
}

}  // namespace
}  // namespace vectorscope
