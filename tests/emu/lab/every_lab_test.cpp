// SPDX-License-Identifier: GPL-2.0-or-later
// What holds for every lab of the program and each of its variants. That the
// verdicts are those expected, in a hundred schedules, `lab run --all` tells
// (tests/app/lab_command_test.cpp).
#include <gmock/gmock.h>

#include <regex>

#include "emu/lab/trial.hpp"
#include "tests/emu/lab/bundled_lab.hpp"

namespace vectorscope {
namespace {

using namespace test;
using testing::IsEmpty;
using testing::Not;

/// A lab's name and a variant's; only the lab's where all variants are meant.
struct Case {
  std::string lab, variant;
};

std::vector<Case> every_lab() {
  std::vector<Case> cases;
  for (const auto& lab : bundled_labs()) cases.push_back({std::string(lab.name), ""});
  return cases;
}

std::vector<Case> every_variant() {
  std::vector<Case> cases;
  for (const auto& lab : bundled_labs()) {
    const auto read = parse_lab(lab.text, "lab.toml");
    if (!read) continue;  // EveryLab.CanBeRead says so
    for (const auto& variant : read->variants) {
      cases.push_back({std::string(lab.name), variant.name});
    }
  }
  return cases;
}

void PrintTo(const Case& one, std::ostream* out) {
  *out << one.lab << " " << one.variant;
}

std::string case_name(const testing::TestParamInfo<Case>& info) {
  return std::regex_replace(
      info.param.lab + (info.param.variant.empty() ? "" : "_" + info.param.variant),
      std::regex("[^A-Za-z0-9_]"), "_");
}

std::vector<std::string> told(const EventLog& log) {
  std::vector<std::string> lines;
  for (const auto& event : log)
    lines.push_back(std::to_string(event.step) + " " + describe_event(event, nullptr));
  return lines;
}

class EveryLab : public testing::TestWithParam<Case> {};
INSTANTIATE_TEST_SUITE_P(Labs, EveryLab, testing::ValuesIn(every_lab()), case_name);
class EveryVariant : public testing::TestWithParam<Case> {};
INSTANTIATE_TEST_SUITE_P(Labs, EveryVariant, testing::ValuesIn(every_variant()), case_name);

// "1 000" is written with U+202F between its digits: a plain space is where a line may end.
TEST_P(EveryLab, NumbersDoNotBreakBetweenTheirDigits) {
  const auto text = text_of(GetParam().lab);
  std::smatch found;
  EXPECT_FALSE(std::regex_search(text, found, std::regex("[0-9][ \\n][0-9]{3}(?![0-9])")))
      << found.str();
}

TEST_P(EveryLab, HasSomethingToSayAndBothVerdictsToShow) {
  const auto lab = parsed(text_of(GetParam().lab));
  for (const auto* text : {&lab.title, &lab.claim, &lab.question, &lab.instructions, &lab.look,
                           &lab.means, &lab.repair, &lab.notes}) {
    EXPECT_THAT(*text, Not(IsEmpty()));
  }
  EXPECT_THAT(lab.expected, testing::Contains(Outcome::Violated));
  EXPECT_THAT(lab.expected, testing::Contains(Outcome::Holds));
  EXPECT_EQ(lab.random.schedules, 100u);
}

TEST_P(EveryLab, EveryLineOfItsScriptHasWordsThatFitATimeline) {
  for (const auto& line : parsed(text_of(GetParam().lab)).directed.script) {
    EXPECT_THAT(line.words, Not(IsEmpty())) << line.text;
    EXPECT_LE(line.words.size(), 80u) << line.words;
  }
}

TEST_P(EveryLab, ExchangingTheSwitchesExchangesTheVerdicts) {
  auto lab = parsed(text_of(GetParam().lab));
  const auto first = [&](Outcome outcome) {
    return static_cast<std::size_t>(std::find(lab.expected.begin(), lab.expected.end(), outcome) -
                                    lab.expected.begin());
  };
  auto &violated = lab.variants.at(first(Outcome::Violated)),
       &holds = lab.variants.at(first(Outcome::Holds));
  std::swap(violated, holds);  // with all that belongs to them
  std::swap(violated.name, holds.name);
  EXPECT_EQ(run(lab, violated, 1).outcome, Outcome::Holds);
  EXPECT_EQ(run(lab, holds, 1).outcome, Outcome::Violated);
}

TEST_P(EveryVariant, WhatIsExpectedDoesNotChangeTheVerdict) {
  auto text = std::regex_replace(text_of(GetParam().lab), std::regex(R"(expected = "holds")"), "?");
  text = std::regex_replace(text, std::regex(R"(expected = "violated")"), R"(expected = "holds")");
  text = std::regex_replace(text, std::regex(R"(\n\?)"), "\nexpected = \"violated\"");
  const auto original = parsed(text_of(GetParam().lab)), altered = parsed(text);
  const auto &in_original = *original.variant(GetParam().variant),
             &in_altered = *altered.variant(GetParam().variant);
  ASSERT_NE(original.expectation(in_original), altered.expectation(in_altered));
  const auto a = run(original, in_original, 1), b = run(altered, in_altered, 1);
  EXPECT_EQ(a.outcome, b.outcome);
  EXPECT_EQ(a.directed.hash, b.directed.hash) << "the second run of the same schedule";
  EXPECT_EQ(a.random.at(0).hash, b.random.at(0).hash);
}

TEST_P(EveryVariant, TheScriptGoesAsWrittenAndItsDecisionsGiveTheSameStateAgain) {
  const auto lab = parsed(text_of(GetParam().lab));
  const auto& variant = *lab.variant(GetParam().variant);
  const auto result = run(lab, variant, 0);
  EXPECT_THAT(result.directed.missed, IsEmpty());
  const auto config = variant_config(lab, variant, *kernel());
  ASSERT_TRUE(config) << config.error().text;
  auto again = Machine::create(*config, kernel());
  ASSERT_TRUE(again) << again.error().text;
  for (const auto& decision : result.machine->decisions()) (*again)->apply(decision);
  EXPECT_EQ((*again)->hash(), result.shown.hash);
}

TEST_P(EveryVariant, PlayedInSlicesItComesToTheSameStateAndVerdict) {
  const auto lab = parsed(text_of(GetParam().lab));
  const auto& variant = *lab.variant(GetParam().variant);
  const auto at_once = run(lab, variant, 0).directed;
  const auto functions = Functions::of(lab, kernel()->symbols);
  const auto config = variant_config(lab, variant, *kernel());
  ASSERT_TRUE(functions && config);
  const auto machine = Machine::create(*config, kernel());
  ASSERT_TRUE(machine) << machine.error().text;
  const auto trial = Trial::begin(lab, *functions, directed_schedule(), **machine);
  ASSERT_TRUE(trial) << trial.error().text;
  Step slice = 1;
  while ((*trial)->play(slice) == ScriptRun::State::Going) slice = slice * 7 % 4099;
  const auto result = (*trial)->result();
  EXPECT_EQ(result.outcome, at_once.outcome);
  EXPECT_EQ(result.reached, at_once.reached);
  EXPECT_EQ((*machine)->hash(), at_once.hash);
}

TEST_P(EveryVariant, IsTheSameInBlocks) {
  const auto lab = parsed(text_of(GetParam().lab));
  const auto& variant = *lab.variant(GetParam().variant);
  const auto result = run(lab, variant, 0);
  const auto config = variant_config(lab, variant, *kernel());
  ASSERT_TRUE(config) << config.error().text;
  std::vector<LinearAddress> watched;
  for (const auto& name : result.watched) watched.push_back(kernel()->symbols.named(name)->address);
  std::vector<std::unique_ptr<Machine>> machines;
  for (const auto way : {EngineWay::Exact, EngineWay::Eager}) {
    machines.push_back(std::move(*Machine::create(*config, kernel(), way)));
    machines.back()->watch_functions(watched);
    for (const auto& decision : result.machine->decisions()) machines.back()->apply(decision);
  }
  EXPECT_EQ(machines[1]->hash(), machines[0]->hash());
  EXPECT_EQ(told(machines[1]->log()), told(machines[0]->log()));
  const auto use = machines[1]->engine_use();
  EXPECT_EQ(use.begun_again, 0u);
  const bool turns_are_short = GetParam().lab == "compare";
  if (!turns_are_short) {
    EXPECT_EQ(use.in_blocks > 0, config->memory == MemoryModel::Sc);
  }
}

}  // namespace
}  // namespace vectorscope
