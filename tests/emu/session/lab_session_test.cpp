// SPDX-License-Identifier: GPL-2.0-or-later
// Labs and recordings through the facade, as the window uses it.
#include <gmock/gmock.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <regex>

#include "emu/history/replay.hpp"
#include "emu/lab/lab_file.hpp"
#include "emu/lab/lab_run.hpp"
#include "emu/load/bundled.hpp"
#include "emu/session/comparison_run.hpp"
#include "emu/session/debug_session.hpp"
#include "emu/session/file_kind.hpp"
#include "emu/session/lab_list.hpp"

namespace vectorscope {
namespace {

using testing::HasSubstr;

struct LabSession : testing::Test {
  std::shared_ptr<const LabView> lab() { return session.view()->lab; }
  void play_out() {
    while (session.play_slice(1'000'000) == Played::Going) {
    }
  }
  DebugSession session;
};

TEST_F(LabSession, OpensWhereTheKernelIsReadyAndTheScriptBegins) {
  ASSERT_TRUE(session.open_lab({"twin-swap"}));
  const auto view = session.view();
  ASSERT_TRUE(view->lab);
  EXPECT_EQ(view->lab->variant, "published");
  EXPECT_EQ(view->lab->other, "repaired");
  EXPECT_EQ(view->lab->reached, 1u);
  EXPECT_EQ(view->lab->slot, 0x80);
  EXPECT_FALSE(view->lab->judged);
  EXPECT_EQ(view->cores.size(), 2u);
  EXPECT_EQ(view->run_state, RunState::Paused);
  EXPECT_FALSE(view->lab->texts->claim.empty());
  EXPECT_EQ(view->lab->texts->claim.find('\n'), std::string::npos) << "texts flow";
}

TEST_F(LabSession, TheVerdictIsThatOfLabRun) {
  const auto file = load_lab("dead-holder");
  ASSERT_TRUE(file);
  const auto kernel = std::make_shared<const Image>(
      std::move(*bundled_kernel(std::uint64_t{file->machine.ram_mb} << 20)));
  for (const char* variant : {"published", "repaired"}) {
    LabRunOptions options;
    options.schedules = 0;
    const auto result = run_variant(*file, *file->variant(variant), kernel, options);
    ASSERT_TRUE(result);
    ASSERT_TRUE(session.open_lab({"dead-holder", variant}));
    play_out();
    const auto view = lab();
    EXPECT_TRUE(view->judged);
    EXPECT_EQ(view->outcome, result->directed.outcome) << variant;
    EXPECT_TRUE(view->as_expected);
    EXPECT_EQ(session.machine().hash(), result->directed.hash) << variant;
    ASSERT_EQ(view->checkers.size(), result->directed.verdicts.size());
    EXPECT_EQ(view->checkers[0].verdict.sentence, result->directed.verdicts[0].sentence);
    EXPECT_EQ(view->checkers[0].verdict.premises[0].count,
              result->directed.verdicts[0].premises[0].count);
  }
}

TEST_F(LabSession, ALineIsPlayedAtATimeAndIsTheCaption) {
  ASSERT_TRUE(session.open_lab({"twin-swap"}));
  Played played = Played::Going;
  while (played == Played::Going) played = session.play_slice(1'000, true);
  EXPECT_EQ(played, Played::Line);
  const auto view = session.view();
  EXPECT_EQ(view->lab->reached, 2u);
  EXPECT_THAT(view->caption, HasSubstr("script, 2 of 5: " + view->lab->script[1].words));
  ASSERT_EQ(view->captions.size(), 2u);
  EXPECT_EQ(view->captions[1].step, *view->lab->script[1].reached);
}

TEST_F(LabSession, AStepOfTheScriptIsOneInstruction) {
  ASSERT_TRUE(session.open_lab({"twin-swap"}));
  const Step before = session.view()->step;
  EXPECT_EQ(session.play_slice(1), Played::Going);
  EXPECT_EQ(session.view()->step, before + 1);
}

TEST_F(LabSession, AHandInTheRunIsSaid) {
  ASSERT_TRUE(session.open_lab({"twin-swap"}));
  EXPECT_FALSE(lab()->by_hand);
  session.step_core(1);
  EXPECT_TRUE(lab()->by_hand);
  play_out();
  EXPECT_TRUE(lab()->judged);
}

TEST_F(LabSession, BothHandsInsideAreSeenWithoutAScript) {
  ASSERT_TRUE(session.open_lab({"twin-swap"}));
  for (int i = 0; i < 400 && !lab()->judged; ++i)
    session.inject(decisions::RunRound{0, 100, 1'000});
  EXPECT_EQ(lab()->outcome, Outcome::Violated) << "the checkers watch whoever decides";
}

TEST_F(LabSession, WhatCannotBeOpenedLeavesWhatWasOpen) {
  ASSERT_TRUE(session.open_lab({"twin-swap"}));
  const auto no_lab = session.open_lab({"no-such-lab"});
  ASSERT_FALSE(no_lab);
  EXPECT_THAT(no_lab.error().text, HasSubstr("no such lab"));
  const auto no_variant = session.open_lab({"twin-swap", "perfect"});
  ASSERT_FALSE(no_variant);
  EXPECT_THAT(no_variant.error().text, HasSubstr("the variants of twin-swap are published"));
  const auto no_schedule = session.open_lab({"twin-swap", "repaired", "by-heart"});
  ASSERT_FALSE(no_schedule);
  EXPECT_THAT(no_schedule.error().text, HasSubstr("random:SEED"));
  EXPECT_EQ(lab()->texts->name, "twin-swap");
}

TEST_F(LabSession, ARandomScheduleIsPlayed) {
  ASSERT_TRUE(session.open_lab({"unguarded-int", "published", "random:3"}));
  play_out();
  EXPECT_TRUE(lab()->judged);
  EXPECT_EQ(lab()->schedule, "random:3");
}

TEST_F(LabSession, ARecordingOfALabPlaysItsDecisionsToTheSameState) {
  ASSERT_TRUE(session.open_lab({"torn-update"}));
  play_out();
  const auto path = testing::TempDir() + "torn.vsr";
  ASSERT_TRUE(save_recording(path, recording_of(session.machine(), "torn", {})));
  const auto hash = session.machine().hash();
  EXPECT_EQ(file_kind(path), FileKind::Recording);
  ASSERT_TRUE(session.open(path, {}));
  EXPECT_FALSE(session.view()->lab);
  ASSERT_TRUE(session.view()->replay);
  EXPECT_EQ(session.view()->step, 0u);
  while (session.play_slice(777) == Played::Going) {
  }
  const auto replay = *session.view()->replay;
  EXPECT_TRUE(replay.over);
  EXPECT_EQ(replay.verdict, "the same state as when it was recorded");
  EXPECT_EQ(session.machine().hash(), hash);
  std::filesystem::remove(path);
}

TEST_F(LabSession, WhoTakesOverARecordingCannotGoOnWithIt) {
  ASSERT_TRUE(session.open_lab({"torn-update"}));
  play_out();
  const auto path = testing::TempDir() + "taken.vsr";
  ASSERT_TRUE(save_recording(path, recording_of(session.machine(), "torn", {})));
  ASSERT_TRUE(session.open(path, {}));
  EXPECT_EQ(session.play_slice(5'000), Played::Going);
  session.step_core(0);
  EXPECT_EQ(session.play_slice(5'000), Played::Over);
  EXPECT_TRUE(session.view()->replay->by_hand);
  std::filesystem::remove(path);
}

TEST(FileKind, GoesByWhatTheFileIs) {
  const auto lab = testing::TempDir() + "mine.lab", image = testing::TempDir() + "twin-swap";
  std::ofstream(lab) << "title = \"mine\"";
  std::ofstream(image) << "not a kernel";
  EXPECT_EQ(file_kind(lab), FileKind::Lab);
  EXPECT_EQ(file_kind(image), FileKind::Image) << "a file comes before a lab's name";
  EXPECT_EQ(file_kind("twin-swap"), FileKind::Lab);
  EXPECT_EQ(file_kind("builtin"), FileKind::Image);
  EXPECT_EQ(file_kind("/nowhere"), FileKind::Image);
  std::filesystem::remove(lab);
  std::filesystem::remove(image);
}

TEST(LabList, HasTheLectureFirstAndEveryLabOnce) {
  const auto list = list_labs();
  ASSERT_TRUE(list) << list.error().text;
  EXPECT_EQ(list->labs.size(), bundled_labs().size());
  EXPECT_EQ(list->minutes(), 45u);
  EXPECT_EQ(list->labs.front().name, "twin-swap");
  bool lecture = true;
  for (const auto& lab : list->labs) {
    EXPECT_TRUE(lecture || lab.minutes == 0) << lab.name;
    lecture = lab.minutes > 0;
  }
}

TEST(ComparisonRun, MeasuresWithSoManyCoresOrAsManyAsThereAre) {
  auto run = ComparisonRun::begin("compare", {.cores = 1});
  ASSERT_TRUE(run) << run.error().text;
  ASSERT_TRUE(run->next());
  const auto& set = run->so_far();
  ASSERT_EQ(set.comparisons.size(), 1u);
  EXPECT_GT(set.count, 1u);
  EXPECT_EQ(set.least_cores, 1u);
  EXPECT_GE(set.most_cores, 8u);
  EXPECT_TRUE(set.comparisons[0].has_controls());
  EXPECT_GE(set.comparisons[0].groups().size(), 8u);
  EXPECT_FALSE(run->over());
}

std::string text_of(const std::string& name) {
  for (const auto& lab : bundled_labs())
    if (lab.name == name) return std::string(lab.text);
  return "";
}

TEST(ComparisonRun, TriesRandomSchedulesIfThatIsWished) {
  const auto path = testing::TempDir() + "few.toml";
  std::ofstream(path) << std::regex_replace(text_of("late-note"), std::regex("schedules = 100"),
                                            "schedules = 4");
  auto run = ComparisonRun::begin(path, {.random = true});
  std::filesystem::remove(path);
  ASSERT_TRUE(run) << run.error().text;
  while (!run->over()) ASSERT_TRUE(run->next());
  const auto& comparison = run->so_far().comparisons[0];
  const auto tried = comparison.column("random schedules"),
             failed = comparison.column("random schedules that do not hold");
  ASSERT_TRUE(tried && failed);
  for (const auto& row : comparison.rows) {
    EXPECT_EQ(row.values[*tried], 4u);
    EXPECT_EQ(row.values[*failed] > 0u, row.outcome == Outcome::Violated) << row.variant;
  }
}

TEST(ComparisonRun, IsStoppedInTheMiddle) {
  auto run = ComparisonRun::begin("compare", {.cores = 8});
  ASSERT_TRUE(run) << run.error().text;
  std::atomic<unsigned> asked = 0;
  const auto ran = run->next([&] { return ++asked > 3; });
  EXPECT_FALSE(ran) << "nobody wants half a table";
  EXPECT_EQ(run->so_far().done, 0u);
  EXPECT_LT(asked, 200u) << "all its runs were given up";
}

TEST(ComparisonRun, PutsVariantsBesideEachOtherWhereNothingIsMeasured) {
  auto run = ComparisonRun::begin("shared-line", {});
  ASSERT_TRUE(run) << run.error().text;
  while (!run->over()) ASSERT_TRUE(run->next());
  EXPECT_EQ(run->so_far().names, std::vector<std::string>{"variants"});
  EXPECT_EQ(run->so_far().most_cores, 0u);
  EXPECT_FALSE(ComparisonRun::begin("no-such-lab", {}));
}

}  // namespace
}  // namespace vectorscope
