// SPDX-License-Identifier: GPL-2.0-or-later
#include <QElapsedTimer>
#include <QApplication>
#include <QTest>
#include <QThread>
#include <gtest/gtest.h>

#include "tests/ui/fake_session.hpp"
#include "ui/bridge/worker.hpp"

namespace vectorscope {
namespace {

/// A worker over the invented machine, and the last that it published.
struct WorkerTest : ::testing::Test {
  WorkerTest() : worker(std::make_unique<Worker>(fake_sessions(log))) {
    QObject::connect(&worker->mailbox(), &Mailbox::view_arrived, &worker->mailbox(), [this](const auto& one) {
      view = one;
      ++views;
      EXPECT_EQ(QThread::currentThread(), qApp->thread());
    });
    QObject::connect(&worker->mailbox(), &Mailbox::error_arrived, &worker->mailbox(),
                     [this](const QString& text) { error = text; });
    worker->start();
    worker->send(commands::OpenDemo{});
    EXPECT_TRUE(QTest::qWaitFor([this] { return view != nullptr; }));
  }
  template <class Until>
  bool wait(Until until) { return QTest::qWaitFor(until, 5000); }

  FakeLog log;
  std::unique_ptr<Worker> worker;
  std::shared_ptr<const MachineView> view;
  int views = 0;
  QString error;
};

TEST_F(WorkerTest, OpensPausedAtTheFirstSwap) {
  EXPECT_EQ(view->run_state, RunState::Paused);
  EXPECT_EQ(view->slots[0x80].swaps, 1u);
}

TEST_F(WorkerTest, AStepIsPublishedAtOnce) {
  const Step before = view->step;
  worker->send(commands::StepCore{0});
  EXPECT_TRUE(wait([&] { return view->step == before + 1; }));
  worker->send(commands::StepAll{});
  EXPECT_TRUE(wait([&] { return view->step == before + 5; }));
}

TEST_F(WorkerTest, FullSpeedPublishesAtMostSixtyViewsASecond) {
  QElapsedTimer clock;
  clock.start();
  const int before = views;
  worker->send(commands::Run{});
  QTest::qWait(1000);
  const double seconds = double(clock.elapsed()) / 1000;
  EXPECT_LE(views - before, 61 * seconds + 2);
  EXPECT_GE(views - before, 1) << "however busy the host is";
  EXPECT_EQ(view->run_state, RunState::Running);
}

TEST_F(WorkerTest, CommandsDuringARunTakeEffectWithinASlice) {
  worker->send(commands::Run{});
  ASSERT_TRUE(wait([&] { return view->run_state == RunState::Running; }));
  worker->send(commands::SelectCore{2});
  EXPECT_TRUE(wait([&] { return view->selected == 2; }));
  worker->send(commands::Inject{decisions::Kill{3}});
  EXPECT_TRUE(wait([&] { return view->cores[3].state == LaneState::Dead; }));
  EXPECT_EQ(view->run_state, RunState::Running);
  const int slices = log.slices;
  worker->send(commands::Pause{});
  ASSERT_TRUE(wait([&] { return view->run_state == RunState::Paused; }));
  EXPECT_LT(log.slices - slices, 200);
}

TEST_F(WorkerTest, StepEndsARun) {
  worker->send(commands::Run{});
  ASSERT_TRUE(wait([&] { return view->run_state == RunState::Running; }));
  worker->send(commands::StepCore{1});
  EXPECT_TRUE(wait([&] { return view->run_state == RunState::Paused; }));
}

TEST_F(WorkerTest, WhenAllSleepAKeyLetsTheRunGoOn) {
  log.sleep_on_run = true;
  worker->send(commands::Run{});
  ASSERT_TRUE(wait([&] { return view->run_state == RunState::Idle; }));
  const int slices = log.slices;
  QTest::qWait(100);
  EXPECT_EQ(log.slices, slices) << "an idle machine must not burn the host";
  worker->send(commands::Inject{decisions::Key{0x1E}});
  EXPECT_TRUE(wait([&] { return view->run_state == RunState::Running && log.slices > slices; }));
}

TEST_F(WorkerTest, WhenTheLastCoreDiesTheRunIsOver) {
  worker->send(commands::Run{});
  for (CoreId core = 0; core < 4; ++core) worker->send(commands::Inject{decisions::Kill{core}});
  EXPECT_TRUE(wait([&] { return view->run_state == RunState::Over; }));
}

TEST_F(WorkerTest, AnImageThatCannotBeOpenedLeavesTheMachineAsItWas) {
  worker->send(commands::StepAll{});
  worker->send(commands::Open{"/nowhere/kernel.elf", {}});
  ASSERT_TRUE(wait([&] { return !error.isEmpty(); }));
  EXPECT_TRUE(error.contains("/nowhere/kernel.elf"));
  EXPECT_EQ(view->title, "demo");
}

TEST_F(WorkerTest, EndsDuringARunAndTakesTheSessionWithIt) {
  worker->send(commands::Run{});
  QTest::qWait(50);
  worker.reset();
  EXPECT_FALSE(log.alive);
}

TEST_F(WorkerTest, TimelineIsHandedOverForExport) {
  std::shared_ptr<const Timeline> timeline;
  QObject::connect(&worker->mailbox(), &Mailbox::timeline_ready, &worker->mailbox(),
                   [&](const auto& one) { timeline = one; });
  worker->send(commands::FetchTimeline{});
  ASSERT_TRUE(wait([&] { return timeline != nullptr; }));
  EXPECT_EQ(timeline->lanes(), 4u);
}

TEST(WorkerAlone, WithoutAnImageNothingRunsAndNothingFails) {
  FakeLog log;
  Worker worker(fake_sessions(log));
  std::shared_ptr<const MachineView> view;
  QObject::connect(&worker.mailbox(), &Mailbox::view_arrived, &worker.mailbox(), [&](const auto& one) { view = one; });
  worker.start();
  worker.send(commands::Run{});
  worker.send(commands::StepAll{});
  worker.send(commands::Inject{decisions::Kill{0}});
  ASSERT_TRUE(QTest::qWaitFor([&] { return view != nullptr; }));
  EXPECT_EQ(view->run_state, RunState::NoImage);
}

TEST(Pacer, DoesNotCatchUpAfterAPause) {
  Pacer pacer(10);
  const auto start = Clock::now();
  EXPECT_TRUE(pacer.due(start));
  pacer.done(start);
  EXPECT_FALSE(pacer.due(start + std::chrono::milliseconds(90)));
  EXPECT_TRUE(pacer.due(start + std::chrono::milliseconds(101)));
  pacer.done(start + std::chrono::seconds(5));
  EXPECT_FALSE(pacer.due(start + std::chrono::seconds(5) + std::chrono::milliseconds(50)));
}

}  // namespace
}  // namespace vectorscope
