// SPDX-License-Identifier: GPL-2.0-or-later
// Labs, recordings and the comparison in the window, over the real machine.
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QScrollArea>
#include <QTableView>
#include <QTemporaryDir>

#include <atomic>

#include "emu/history/recording.hpp"
#include "emu/history/replay.hpp"
#include "emu/load/bundled.hpp"
#include "emu/session/debug_session.hpp"
#include "tests/ui/window/window_fixture.hpp"
#include "ui/bridge/debug_session_port.hpp"
#include "ui/chart/comparison_chart.hpp"
#include "ui/models/handler_slots.hpp"
#include "ui/views/script_view.hpp"
#include "ui/window/compare_page.hpp"
#include "ui/window/comparer.hpp"

namespace vectorscope {
namespace {

struct LabWindow : ::testing::Test {
  LabWindow() : window(make_debug_session_port, MachineConfig{}) {
    window.resize(1366, 768);
    window.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&window));
    window.activateWindow();
  }
  template <class Until>
  bool wait(Until until) {
    return QTest::qWaitFor(until, 10'000);
  }
  template <class Widget = QWidget>
  Widget* find(const char* name) {
    auto* widget = window.findChild<Widget*>(QString::fromLatin1(name));
    EXPECT_NE(widget, nullptr) << name;
    return widget;
  }
  void click(const char* name) { QTest::mouseClick(find(name), Qt::LeftButton); }
  void press(Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) {
    QTest::keyClick(window.windowHandle(), key, with);
  }
  QString text(const char* name) { return find<QLabel>(name)->text(); }
  const MachineView& view() { return *window.view(); }
  bool has_lab() { return window.view() && view().lab; }
  bool is_open(const char* lab, const char* variant) {
    return wait([&] {
      return has_lab() && view().lab->texts->name == lab && view().lab->variant == variant;
    });
  }
  void open(const char* lab, const char* variant = "published") {
    window.open_lab({lab, variant});
    ASSERT_TRUE(is_open(lab, variant));
  }
  bool judged() {
    return wait([&] { return has_lab() && view().lab->state != LabView::Script::Going; });
  }

  MainWindow window;
};

TEST_F(LabWindow, ALabIsChosenFromTheListAndItsClaimIsRead) {
  window.open("twin-swap");
  ASSERT_TRUE(is_open("twin-swap", "published"));
  press(Qt::Key_F2);
  ASSERT_TRUE(find("labs-page")->isVisible());
  click("lab-row-dead-holder");
  ASSERT_TRUE(is_open("dead-holder", "published"));
  EXPECT_FALSE(find("labs-page")->isVisible());
  EXPECT_TRUE(find("lab-panel")->isVisible());
  EXPECT_FALSE(text("lab-claim").isEmpty());
  EXPECT_FALSE(text("lab-question").isEmpty());
  EXPECT_FALSE(text("lab-look").isEmpty());
}

TEST_F(LabWindow, TheListIsWalkedWithKeysAndLeftWithEscape) {
  open("twin-swap");
  press(Qt::Key_F2);
  press(Qt::Key_Down);
  press(Qt::Key_Return);
  EXPECT_TRUE(is_open("unguarded-int", "published"));
  press(Qt::Key_F2);
  ASSERT_TRUE(find("labs-page")->isVisible());
  press(Qt::Key_Escape);
  EXPECT_FALSE(find("labs-page")->isVisible());
}

TEST_F(LabWindow, TheMeaningIsHiddenUntilTheVerdict) {
  open("twin-swap");
  EXPECT_EQ(find("lab-verdict")->accessibleName(), "NOT JUDGED YET");
  EXPECT_TRUE(find("lab-means")->isHidden());
  EXPECT_TRUE(find("lab-repair")->isHidden());
  click("play-button");
  ASSERT_TRUE(judged());
  EXPECT_EQ(find("lab-verdict")->accessibleName(), "VIOLATED");
  EXPECT_FALSE(find("lab-means")->isHidden());
  EXPECT_TRUE(text("lab-verdict-details").contains("sections entered"));
  EXPECT_FALSE(find<QToolButton>("play-button")->isEnabled());
}

TEST_F(LabWindow, TheMeaningCanBeAskedForBefore) {
  open("twin-swap");
  press(Qt::Key_M);
  EXPECT_FALSE(find("lab-means")->isHidden());
  EXPECT_TRUE(find("explain-button")->isHidden());
}

TEST_F(LabWindow, TabExchangesPublishedAndRepaired) {
  open("twin-swap");
  EXPECT_EQ(find<QToolButton>("exchange-button")->text(), "Show repaired");
  press(Qt::Key_Tab);
  ASSERT_TRUE(is_open("twin-swap", "repaired"));
  EXPECT_EQ(find<QComboBox>("lab-variant")->currentText(), "repaired");
  press(Qt::Key_F6);
  ASSERT_TRUE(judged());
  EXPECT_EQ(find("lab-verdict")->accessibleName(), "HOLDS");
  click("exchange-button");
  EXPECT_TRUE(is_open("twin-swap", "published"));
}

TEST_F(LabWindow, AnyVariantIsChosenFromTheList) {
  open("twin-swap");
  auto* variants = find<QComboBox>("lab-variant");
  EXPECT_EQ(variants->count(), 6);
  variants->setCurrentText("mutex");
  Q_EMIT variants->textActivated("mutex");
  EXPECT_TRUE(is_open("twin-swap", "mutex"));
}

TEST_F(LabWindow, TheScriptGoesLineByLineAndStepByStep) {
  open("twin-swap");
  const Step before = view().step;
  press(Qt::Key_F8);
  ASSERT_TRUE(wait([&] { return view().step == before + 1; }));
  press(Qt::Key_F7);
  ASSERT_TRUE(wait([&] { return view().lab->reached == 2; }));
  EXPECT_TRUE(text("caption").startsWith("script, 2 of 5: "));
  EXPECT_EQ(view().captions.size(), 2u);
  EXPECT_EQ(view().run_state, RunState::Paused);
  click("next-line-button");
  EXPECT_TRUE(wait([&] { return view().lab->reached == 3; }));
}

TEST_F(LabWindow, APlayedScriptGoesAtTheChosenSpeedAndPauses) {
  open("twin-swap");
  press(Qt::Key_5, Qt::ControlModifier);  // 25 steps a second
  const Step before = view().step;
  press(Qt::Key_F6);
  ASSERT_TRUE(wait([&] { return view().step > before + 2; }));
  EXPECT_EQ(view().drive, Drive::Score);
  EXPECT_EQ(find<QToolButton>("play-button")->text(), "Pause");
  EXPECT_EQ(find<QToolButton>("run-button")->text(), "Run") << "nobody runs freely";
  press(Qt::Key_F6);
  ASSERT_TRUE(wait([&] { return view().drive == Drive::Nobody; }));
  EXPECT_LT(view().step, before + 200);
  EXPECT_EQ(find<QToolButton>("play-button")->text(), "Play script");
}

TEST_F(LabWindow, StartAgainBeginsTheVariantAnew) {
  open("torn-update", "repaired");
  press(Qt::Key_F6);
  ASSERT_TRUE(judged());
  press(Qt::Key_R, Qt::ControlModifier);
  ASSERT_TRUE(wait([&] { return view().lab->state == LabView::Script::Going; }));
  EXPECT_EQ(view().lab->variant, "repaired");
  EXPECT_TRUE(find("lab-means")->isHidden());
}

TEST_F(LabWindow, NotesForTheSpeakerOpenAndFollow) {
  open("twin-swap");
  press(Qt::Key_N);
  ASSERT_TRUE(find("speaker-notes-window")->isVisible());
  EXPECT_FALSE(text("notes-text").isEmpty());
  EXPECT_EQ(text("notes-place"), QString::fromUtf8("lab 1 of 12 · minute 0 to 6"));
  EXPECT_TRUE(text("notes-next").contains("Unguarded int"));
  window.open_lab({"unguarded-int"});
  ASSERT_TRUE(is_open("unguarded-int", "published"));
  EXPECT_TRUE(wait([&] { return text("notes-title") == "Unguarded int"; }));
}

TEST_F(LabWindow, WhereMemoryIsTsoAStoreIsDrained) {
  open("twin-swap");
  EXPECT_FALSE(find("drain-button")->isVisible());
  open("store-buffer");
  for (int line = 2; line <= 2; ++line) press(Qt::Key_F7);
  ASSERT_TRUE(wait([&] { return view().lab->reached == 2; }));
  EXPECT_TRUE(find("drain-button")->isVisible());
  const auto waiting = view().cores[0].waiting_stores;
  ASSERT_GT(waiting, 0u) << "the script leaves core 0 with its store to the slot";
  press(Qt::Key_D);
  EXPECT_TRUE(wait([&] { return view().cores[0].waiting_stores == waiting - 1; }));
}

TEST_F(LabWindow, AnImageAfterALabHasNoLabPanel) {
  open("twin-swap");
  window.open(std::nullopt);
  ASSERT_TRUE(wait([&] { return view().title == "demo"; }));
  EXPECT_FALSE(find("lab-panel")->isVisible());
  EXPECT_FALSE(window.findChild<QAction*>("play")->isEnabled());
  EXPECT_FALSE(window.findChild<QAction*>("exchange")->isEnabled()) << "Tab moves the focus again";
}

TEST_F(LabWindow, ALabThatIsNotThereIsSaidAndTheOldOneStays) {
  open("twin-swap");
  window.open_lab({"no-such-lab"});
  ASSERT_TRUE(wait([&] { return find("banner")->isVisible(); }));
  EXPECT_TRUE(text("banner-text").contains("no such lab"));
  EXPECT_EQ(view().lab->texts->name, "twin-swap");
  press(Qt::Key_F7);
  ASSERT_TRUE(wait([&] { return view().lab->reached == 2; }));
  press(Qt::Key_R, Qt::ControlModifier);
  EXPECT_TRUE(wait([&] { return view().lab->reached == 1; })) << "what is open begins again";
}

TEST_F(LabWindow, VariantsAreComparedAndExported) {
  open("shared-line");
  press(Qt::Key_F3);
  auto* page = find<ComparePage>("compare-page");
  ASSERT_TRUE(wait([&] { return find<QToolButton>("compare-csv")->isEnabled(); }));
  ASSERT_TRUE(page->comparison());
  EXPECT_EQ(page->comparison()->lab, "shared-line");
  EXPECT_EQ(page->comparison()->rows.size(), view().lab->variants.size());
  EXPECT_EQ(find<QTableView>("compare-table")->model()->rowCount(),
            int(view().lab->variants.size()));
  EXPECT_EQ(find<ComparisonChart>("compare-chart")->bars(), int(view().lab->variants.size()));
  EXPECT_FALSE(find("compare-cores")->isVisible()) << "there is nothing to choose";
  QTemporaryDir folder;
  for (const char* name : {"a.csv", "a.png", "a.svg"}) {
    page->export_to(folder.filePath(name));
    EXPECT_GT(QFile(folder.filePath(name)).size(), 100) << name;
  }
  QTest::keyClick(page, Qt::Key_Escape);
  EXPECT_FALSE(page->isVisible());
}

QString text_of(const char* lab) {
  QFile file(QString(SOURCE_DIR "/assets/labs/%1.toml").arg(lab));
  EXPECT_TRUE(file.open(QIODevice::ReadOnly));
  return QString::fromUtf8(file.readAll());
}

/// A lab in a file of its own.
std::string small_lab(const QTemporaryDir& folder, const QString& text) {
  const auto path = folder.filePath("small.toml");
  QFile file(path);
  EXPECT_TRUE(file.open(QIODevice::WriteOnly));
  file.write(text.toUtf8());
  return path.toStdString();
}

/// It measures little.
std::string small_measure(const QTemporaryDir& folder) {
  auto text = text_of("compare");
  text.truncate(text.indexOf("# What is put side by side"));
  text += R"(
[[measure]]
name = "locks"
cmdline = "lab=compare"
least-cores = 1
most-cores = 2
policy = "round-robin:13"
lines = "any until done"

[[measure.row]]
switches = "lock=swap backoff=none"

[[measure.row]]
switches = "lock=claim backoff=none"

[[measure.checker]]
kind = "no-lost-update"
read = "pmm_read_count"
write = "pmm_write_count"
)";
  return small_lab(folder, text);
}

TEST_F(LabWindow, WhatALabMeasuresIsShownForEachNumberOfCores) {
  const QTemporaryDir folder;
  window.open_lab({small_measure(folder)});
  ASSERT_TRUE(wait([&] { return has_lab() && view().lab->texts->name == "small"; }));
  press(Qt::Key_F3);
  auto* page = find<ComparePage>("compare-page");
  const auto ready = [&] { return find<QToolButton>("compare-csv")->isEnabled(); };
  ASSERT_TRUE(wait(ready));
  auto* cores = find<QComboBox>("compare-cores");
  ASSERT_TRUE(cores->isVisible());
  EXPECT_EQ(cores->currentText(), "2 cores") << "four are too many for it";
  EXPECT_EQ(page->comparison()->rows.at(0).outcome, Outcome::Violated);
  EXPECT_EQ(page->comparison()->rows.at(1).outcome, Outcome::Holds);
  EXPECT_FALSE(find("compare-random")->isVisible());
  cores->setCurrentIndex(0);
  Q_EMIT cores->activated(0);
  ASSERT_FALSE(ready());
  ASSERT_TRUE(wait(ready));
  EXPECT_EQ(cores->currentText(), "1 core");
  EXPECT_EQ(page->comparison()->rows.at(0).outcome, Outcome::Holds) << "alone it loses nothing";
}

TEST_F(LabWindow, RandomSchedulesAreTriedWhenAskedFor) {
  const QTemporaryDir folder;
  auto few = text_of("late-note").replace("schedules = 100", "schedules = 3");
  window.open_lab({small_lab(folder, few)});
  ASSERT_TRUE(is_open("small", "plain"));
  press(Qt::Key_F3);
  auto* page = find<ComparePage>("compare-page");
  const auto ready = [&] { return find<QToolButton>("compare-csv")->isEnabled(); };
  ASSERT_TRUE(wait(ready));
  EXPECT_FALSE(page->comparison()->column("random schedules"));
  click("compare-random");
  ASSERT_FALSE(ready());
  ASSERT_TRUE(wait(ready));
  EXPECT_TRUE(page->comparison()->column("random schedules that do not hold"));
  EXPECT_EQ(page->comparison()->rows.at(0).schedule, "directed") << "the script shows it";
  auto* table = find<QTableView>("compare-table");
  Q_EMIT table->doubleClicked(table->model()->index(1, 0));
  EXPECT_TRUE(is_open("small", "sequential"));
  EXPECT_FALSE(page->isVisible()) << "it is to be looked at";
}

TEST_F(LabWindow, AComparisonThatRunsDoesNotHoldTheWindowBack) {
  auto closing = std::make_unique<MainWindow>(make_debug_session_port, MachineConfig{});
  closing->show();
  closing->findChild<QAction*>("compare")->trigger();
  const auto* running = closing->findChild<Comparer*>();
  ASSERT_NE(running, nullptr);
  std::atomic<std::size_t> done = 0, count = 1;
  const auto note = [&](const std::shared_ptr<const ComparisonSet>& set) {
    done = set->done;
    count = set->count;
  };
  QObject::connect(running, &Comparer::progressed, running, note, Qt::DirectConnection);
  closing.reset();
  EXPECT_LT(done, count) << "nobody waited for all of it";
}

TEST_F(LabWindow, ARecordingIsOpenedByTheDialogAndPlayed) {
  const QTemporaryDir folder;
  const auto path = folder.filePath("short.vscope");
  {
    auto machine = Machine::create({.cores = 1}, std::make_shared<Image>(*bundled_kernel()));
    ASSERT_TRUE(machine) << machine.error().text;
    (*machine)->apply(decisions::Run{0, 3000});
    ASSERT_TRUE(save_recording(path.toStdString(), recording_of(**machine, "short", {})));
  }
  press(Qt::Key_O, Qt::ControlModifier);
  auto* dialog = find<QFileDialog>("open-dialog");
  ASSERT_NE(dialog, nullptr);
  auto* name = dialog->findChild<QLineEdit*>("fileNameEdit");
  ASSERT_NE(name, nullptr);
  name->setText(path);
  QTest::keyClick(name, Qt::Key_Return);
  ASSERT_TRUE(wait([&] { return window.view() && view().replay; }));
  window.findChild<QAction*>("play")->trigger();
  ASSERT_TRUE(wait([&] { return view().replay->over; }));
  EXPECT_EQ(view().step, 3000u);
  EXPECT_EQ(view().replay->verdict, "the same state as when it was recorded");
}

TEST_F(LabWindow, WhereTheWordsOfLocksAreWatchedThePanelSaysSo) {
  open("compare", "swap");
  EXPECT_EQ(handler_slots::title(view()), "Handler array");
  open("compare", "tas");
  EXPECT_EQ(handler_slots::title(view()), "Lock words of spins");
}

TEST_F(LabWindow, EverythingOfALabIsInsideTheWindow) {
  for (const QSize size : {QSize(1024, 768), QSize(1366, 768), QSize(1920, 1080)}) {
    window.resize(size);
    open("twin-swap", size.width() == 1366 ? "published" : "repaired");
    QTest::qWait(200);
    EXPECT_EQ(window.size(), size) << "the panels ask for more room than there is";
    for (const char* name :
         {"lab-variant", "exchange-button", "play-button", "next-line-button", "play-step-button",
          "lab-machine", "handler-grid", "timeline", "labs-button", "slot-card"}) {
      const QWidget* widget = find(name);
      if (size.width() < 1366 &&
          (widget->objectName() == "labs-button" || widget->objectName() == "slot-card"))
        continue;  // they give way
      EXPECT_TRUE(widget->isVisible()) << name;
      const QRect place(widget->mapTo(&window, QPoint()), widget->size());
      EXPECT_TRUE(window.rect().contains(place)) << name << " at width " << size.width();
    }
    const auto* area = find<QScrollArea>("lab-text");
    EXPECT_LE(area->widget()->width(), area->viewport()->width()) << "texts wrap";
  }
}

}  // namespace
}  // namespace vectorscope
