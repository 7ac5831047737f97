// SPDX-License-Identifier: GPL-2.0-or-later
// The labs from the command line: exit codes, files, and the same state again.
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "program.hpp"

namespace vectorscope::program {
namespace {

using testing::HasSubstr;

std::string lab_text(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream(SOURCE_DIR "/assets/labs/" + name + ".toml").rdbuf();
  return text.str();
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

TEST(LabCommand, ListsTheLabsAnywhere) {
  const Folder folder;
  const auto ended = folder.run({"lab", "list"});
  EXPECT_EQ(ended.code, 0);
  EXPECT_THAT(ended.out, HasSubstr("twin-swap"));
  EXPECT_THAT(ended.out, HasSubstr("dead-holder"));
  EXPECT_GE(nlohmann::json::parse(folder.run({"lab", "list", "--json"}).out).size(), 2u);
}

TEST(LabCommand, ListsThePlaylistWithItsMinutes) {
  const Folder folder;
  const auto ended = folder.run({"lab", "list", "--playlist"});
  EXPECT_EQ(ended.code, 0);
  EXPECT_THAT(ended.out, testing::StartsWith("  6 min  twin-swap"));
  EXPECT_THAT(ended.out, HasSubstr("\n 45 min  "));
  EXPECT_THAT(ended.out, testing::Not(HasSubstr("ipi-race"))) << "that one is not in the lecture";
}

TEST(LabCommand, WritesTheComparisonAsATableAndAsPictures) {
  const Folder folder;
  const auto ended =
      folder.run({"lab", "run", "compare", "--schedules", "0", "--comparison", "a.csv",
                  "--comparison", "a.svg", "--comparison", "a.png", "--column", "lost updates"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(folder.read("a.csv"), testing::StartsWith("variant,verdict,"));
  EXPECT_THAT(folder.read("a.csv"), HasSubstr("\r\nclaim-none,holds,"));
  EXPECT_THAT(folder.read("a.svg"), HasSubstr("lost updates"));
  EXPECT_THAT(folder.read("a.svg"), HasSubstr("without back-off"));
  EXPECT_GT(folder.read("a.png").size(), 5'000u);
}

TEST(LabCommand, AComparisonThatCannotBeIsSaid) {
  const Folder folder;
  auto error = [&](std::vector<std::string> rest) {
    std::vector<std::string> all = {"lab", "run", "compare", "--schedules", "0"};
    all.insert(all.end(), rest.begin(), rest.end());
    const auto ended = folder.run(all);
    EXPECT_EQ(ended.code, 2);
    return ended.err;
  };
  EXPECT_THAT(error({"--comparison", "a.doc"}),
              HasSubstr("must end with .csv, .png, .svg or .pdf"));
  EXPECT_THAT(error({"--comparison", "no/a.csv"}), HasSubstr("there is no folder no"));
  EXPECT_THAT(error({"--column", "IPIs"}), HasSubstr("name its file with --comparison"));
  EXPECT_THAT(error({"--comparison", "a.png", "--column", "happiness"}),
              HasSubstr("--column 'happiness': what is counted in compare is"));
}

TEST(LabCommand, OpeningALabWithoutADisplaySaysHowToRunIt) {
  const Folder folder;
  const auto ended = folder.run({"lab", "open", "twin-swap"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(
      ended.err,
      HasSubstr("twin-swap: no display for the window; try `vectorscope lab run twin-swap`"));
}

/// How many random schedules of each variant: all hundred only where time does not matter.
unsigned schedules_for_all() {
  const char* wish = std::getenv("VECTORSCOPE_LONG");
  if (wish && *wish) return 100;
#ifdef __SANITIZE_ADDRESS__
  return 1;
#else
  return 15;
#endif
}

TEST(LabCommand, AllLabsAreAsExpected) {
  const Folder folder;
  const auto schedules = schedules_for_all();
  const auto ended =
      folder.run({"lab", "run", "--all", "--json", "--schedules", std::to_string(schedules)});
  EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
  const auto reports = nlohmann::json::parse(ended.out);
  ASSERT_GE(reports.size(), 4u);
  for (const auto& report : reports) {
    EXPECT_TRUE(report["as_expected"]) << report["lab"] << " " << report["variant"];
    EXPECT_EQ(report["random"].size(), schedules);
    EXPECT_EQ(report["directed"]["missed"], "") << report["lab"] << " " << report["variant"];
    for (const auto& checker : report["directed"]["checkers"]) {
      EXPECT_FALSE(checker["premises"].empty());
    }
  }
}

TEST(LabCommand, AllLabsAreATableWithALineForEachVariant) {
  const Folder folder;
  const auto ended = folder.run({"lab", "run", "--all", "--schedules", "0"});
  EXPECT_THAT(ended.out, HasSubstr("up to 1\u202f000 times")) << "a space that does not break";
  EXPECT_THAT(ended.out, HasSubstr("twin-swap: Whoever wants memory puts the busy handler"));
  EXPECT_THAT(ended.out,
              testing::ContainsRegex(
                  "\n  mutex +holds +as expected +in all 1 schedules +sections entered"));
  const auto shown = nlohmann::json::parse(
      folder
          .run({"lab", "run", "twin-swap", "--variant", "swap-test", "--schedules", "0", "--json"})
          .out)[0];
  EXPECT_THAT(ended.out,
              testing::ContainsRegex("\n  swap-test +violated +as expected +directed " +
                                     shown["hash"].get<std::string>() + " +sections entered"))
      << "the schedule that shows it, and what its recording comes to";
}

TEST(LabCommand, WhatIsMeasuredIsATableWithOneRowForEachRun) {
  const Folder folder;
  const auto ended = folder.run({"lab", "measure", "--cores", "1", "--csv", "locks.csv"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  const auto text = folder.read("locks.csv");
  EXPECT_THAT(text, testing::StartsWith("measure,cores,lock,backoff,"));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1 + 8 * 2 + 2 + 8)
      << "each lock with and without back-off, claim with the published one and with interrupts "
         "on, "
         "and eight through the interrupt";
  EXPECT_THAT(text, HasSubstr("\nlocks,1,claim,none,"));
  EXPECT_EQ(folder.run({"lab", "measure", "--cores", "1"}).out, text) << "the same numbers again";
}

TEST(LabCommand, WhatIsMeasuredIsAChartOfOneColumn) {
  const Folder folder;
  const auto chart = [&](std::vector<std::string> rest) {
    rest.insert(rest.begin(), {"lab", "measure", "--cores", "1"});
    return folder.run(rest);
  };
  const auto ended = chart({"--measure", "locks", "--picture", "a.svg", "--picture", "a.png",
                            "--column", "steps for each"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_EQ(ended.out, "") << "a chart instead of a table";
  for (const char* said : {"Locks compared: locks with 1 core", "steps for each", "published",
                           "section-irqs=on", "without back-off"})
    EXPECT_THAT(folder.read("a.svg"), HasSubstr(said));
  EXPECT_THAT(folder.read("a.png"), testing::StartsWith("\x89PNG"));
  EXPECT_THAT(chart({"--measure", "love", "--picture", "b.svg"}).err,
              HasSubstr("--measure love: what compare measures is locks, recovery"));
  EXPECT_THAT(chart({"--measure", "recovery", "--picture", "b.svg"}).err,
              HasSubstr("--cores 1: compare measures recovery with 2 to 8 cores"));
  EXPECT_THAT(chart({"--picture", "b.svg", "--column", "happiness"}).err,
              HasSubstr("--column 'happiness': what is counted in compare is"));
  EXPECT_EQ(chart({"--picture", "b.doc"}).code, 2);
}

TEST(LabCommand, ASwitchThatTheKernelDoesNotHaveIsWrongUse) {
  const Folder folder;
  folder.write("twin.toml", replaced(lab_text("twin-swap"), "lock=swap\"", "lock=spin\""));
  const auto ended = folder.run({"lab", "run", "twin.toml"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("cannot use 'lock=spin'; there are: frame=value|pointer"));
}

TEST(LabCommand, AnotherExpectationChangesTheExitCodeAndNotTheVerdict) {
  const Folder folder;
  folder.write("twin.toml",
               replaced(lab_text("twin-swap"), "expected = \"violated\"", "expected = \"holds\""));
  const std::vector<std::string> rest = {"--variant", "published", "--schedules", "1", "--json"};
  auto run = [&](const std::string& lab) {
    std::vector<std::string> arguments = {"lab", "run", lab};
    arguments.insert(arguments.end(), rest.begin(), rest.end());
    return folder.run(arguments);
  };
  const auto original = run("twin-swap"), altered = run("twin.toml");
  EXPECT_EQ(original.code, 0);
  EXPECT_EQ(altered.code, 1);
  auto a = nlohmann::json::parse(original.out)[0], b = nlohmann::json::parse(altered.out)[0];
  EXPECT_EQ(b["verdict"], "violated");
  for (const char* differs : {"lab", "as_expected"}) a.erase(differs), b.erase(differs);
  EXPECT_EQ(a, b);
}

TEST(LabCommand, ExchangedSwitchesExchangeTheVerdicts) {
  const Folder folder;
  auto text = replaced(lab_text("dead-holder"), "recovery=none\"", "recovery=?\"");
  text = replaced(text, "recovery=halt\"", "recovery=none\"");
  folder.write("dead.toml", replaced(text, "recovery=?\"", "recovery=halt\""));
  const auto ended = folder.run({"lab", "run", "dead.toml", "--schedules", "2", "--json"});
  EXPECT_EQ(ended.code, 1);
  const auto reports = nlohmann::json::parse(ended.out);
  EXPECT_EQ(reports[0]["variant"], "published");
  EXPECT_EQ(reports[0]["verdict"], "holds");
  EXPECT_EQ(reports[1]["variant"], "repaired");
  EXPECT_EQ(reports[1]["verdict"], "violated");
}

// What every lab does by itself is in tests/emu/lab/every_lab_test.cpp; here two of
// them go through the program's own recording.
class TwoLabs : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Labs, TwoLabs, testing::Values("twin-swap", "dead-holder"));

TEST_P(TwoLabs, ManyRunsGiveOneRecordingAndOneHashAndReplayGivesItAgain) {
  const Folder folder;
  const char* wish = std::getenv("VECTORSCOPE_LONG");
  const int runs = wish && *wish ? 1000 : 20;
  for (const char* variant : {"published", "repaired"}) {
    std::set<std::string> hashes, recordings;
    for (int i = 0; i < runs; ++i) {
      const auto ended = folder.run({"lab", "run", GetParam(), "--variant", variant, "--schedules",
                                     "0", "--record", "lab.rec"});
      ASSERT_THAT(ended.code, testing::AnyOf(0, 1)) << ended.err;
      hashes.insert(ended.hash());
      recordings.insert(folder.read("lab.rec"));
    }
    EXPECT_EQ(hashes.size(), 1u);
    EXPECT_EQ(recordings.size(), 1u);
    const auto replay = folder.run({"replay", "lab.rec", "--hash"});
    EXPECT_EQ(replay.code, 0) << replay.err;
    EXPECT_EQ(replay.hash(), *hashes.begin());
  }
}

TEST(NoDisplay, WithoutArgumentsTheDeadHolderLeavesItsPictures) {
  const Folder folder;
  const auto ended = folder.run({});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("dead-holder, published: violated"));
  EXPECT_THAT(ended.out, HasSubstr("out/timeline.png"));
  EXPECT_THAT(ended.out, HasSubstr("out/events.csv"));
  EXPECT_THAT(folder.read("out/timeline.png"), testing::StartsWith("\x89PNG"));
  EXPECT_GT(folder.read("out/events.csv").size(), 100'000u);
}

}  // namespace
}  // namespace vectorscope::program
