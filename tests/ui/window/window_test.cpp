// SPDX-License-Identifier: GPL-2.0-or-later
// What a person clicks and types.
#include <QApplication>
#include <QDockWidget>
#include <QDropEvent>
#include <QFileDialog>
#include <QHash>
#include <QImage>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QSet>
#include <QTemporaryDir>

#include "tests/ui/window/window_fixture.hpp"
#include "ui/views/core_card.hpp"
#include "ui/views/disassembly_view.hpp"
#include "ui/views/handler_grid_view.hpp"
#include "ui/views/pic_ipi_view.hpp"
#include "ui/views/registers_view.hpp"
#include "ui/views/vga_console_view.hpp"
#include "ui/window/banner.hpp"
#include "ui/window/cheat_sheet.hpp"
#include "ui/window/dock_area.hpp"
#include "ui/window/state_pill.hpp"

namespace vectorscope {
namespace {

/// A file with these bytes.
QString write_file(const QTemporaryDir& folder, const char* name, const QByteArray& bytes) {
  QString path = folder.filePath(QString::fromLatin1(name));
  QFile file(path);
  EXPECT_TRUE(file.open(QIODevice::WriteOnly));
  file.write(bytes);
  return path;
}

TEST_F(WindowTest, OpensPausedOnTheDemoAndSaysWhatHappened) {
  EXPECT_EQ(view().run_state, RunState::Paused);
  EXPECT_TRUE(window->windowTitle().contains("demo"));
  EXPECT_TRUE(text("caption").contains("swapped slot 0x80"));
  EXPECT_EQ(find<StatePill>("state-pill")->word(), "PAUSED");
  EXPECT_EQ(find<HandlerGridView>("handler-grid")->chosen(), 0x80);
}

TEST_F(WindowTest, StepCoreButtonStepsTheChosenCore) {
  const Step before = view().step;
  click("core-card-2");
  ASSERT_TRUE(wait([&] { return view().selected == 2; }));
  const Step core_before = view().cores[2].steps;
  click("step-core-button");
  ASSERT_TRUE(step_is(before + 1));
  EXPECT_EQ(view().cores[2].steps, core_before + 1);
  EXPECT_TRUE(text("step-counter").contains(QString::number(before + 1)));
}

TEST_F(WindowTest, StepAllButtonAndF11StepEveryCore) {
  const Step before = view().step;
  click("step-all-button");
  ASSERT_TRUE(step_is(before + 4));
  press(Qt::Key_F11);
  EXPECT_TRUE(step_is(before + 8));
}

TEST_F(WindowTest, RunButtonRunsAndPauses) {
  click("run-button");
  ASSERT_TRUE(state_is(RunState::Running));
  EXPECT_EQ(find<QToolButton>("run-button")->text(), "Pause");
  click("run-button");
  ASSERT_TRUE(state_is(RunState::Paused));
  EXPECT_EQ(find<QToolButton>("run-button")->text(), "Run");
}

TEST_F(WindowTest, F5RunsAndPausesAtEachSpeed) {
  for (int speed = 1; speed <= 6; ++speed) {
    press(Qt::Key(Qt::Key_0 + speed), Qt::ControlModifier);
    EXPECT_EQ(find<QComboBox>("speed")->currentIndex(), speed - 1);
    const Step before = view().step;
    press(Qt::Key_F5);
    ASSERT_TRUE(state_is(RunState::Running)) << speed;
    ASSERT_TRUE(wait([&] { return view().step > before; })) << speed;
    press(Qt::Key_F5);
    ASSERT_TRUE(state_is(RunState::Paused)) << speed;
  }
}

TEST_F(WindowTest, SpeedListAndMenuAgree) {
  auto* list = find<QComboBox>("speed");
  list->setFocus();
  list->setCurrentIndex(1);
  Q_EMIT list->activated(1);
  EXPECT_TRUE(window->findChild<QAction*>("speed-2")->isChecked());
}

TEST_F(WindowTest, F10StepsAndDigitsChoose) {
  const Step before = view().step;
  press(Qt::Key_3);
  ASSERT_TRUE(wait([&] { return view().selected == 3; }));
  EXPECT_EQ(find<QComboBox>("core-chooser")->currentText(), "Core 3");
  press(Qt::Key_F10);
  EXPECT_TRUE(step_is(before + 1));
  press(Qt::Key_7);  // there is no core 7
  press(Qt::Key_1, Qt::ShiftModifier);
  EXPECT_TRUE(step_is(before + 2));
  EXPECT_EQ(view().selected, 3);
}

TEST_F(WindowTest, ADigitAndF10AtOnceStepTheNewCore) {
  const Step before = view().cores[2].steps;
  press(Qt::Key_2);
  press(Qt::Key_F10);
  EXPECT_TRUE(wait([&] { return view().cores[2].steps == before + 1; }));
}

TEST_F(WindowTest, CoreChooserChooses) {
  auto* list = find<QComboBox>("core-chooser");
  ASSERT_EQ(list->count(), 4);
  list->setCurrentIndex(1);
  Q_EMIT list->activated(1);
  EXPECT_TRUE(wait([&] { return view().selected == 1; }));
}

TEST_F(WindowTest, KillButtonKillsTheChosenCoreAndItStaysDead) {
  click("core-card-1");
  click("kill-button");
  ASSERT_TRUE(wait([&] { return view().cores[1].state == LaneState::Dead; }));
  EXPECT_TRUE(text("cores-summary").contains("1 dead"));
  EXPECT_TRUE(find("core-card-1")->toolTip().contains("dead"));
  const Step before = view().step;
  click("step-core-button");
  ASSERT_TRUE(wait([&] { return text("caption").contains("cannot run"); }));
  EXPECT_EQ(view().step, before);
}

TEST_F(WindowTest, KKillsZFreezesAndThawsSpaceRunsARound) {
  press(Qt::Key_Z);
  ASSERT_TRUE(wait([&] { return view().cores[0].state == LaneState::Frozen; }));
  press(Qt::Key_Z);
  ASSERT_TRUE(wait([&] { return view().cores[0].state != LaneState::Frozen; }));
  const Step before = view().step;
  press(Qt::Key_Space);
  ASSERT_TRUE(step_is(before + 400));
  press(Qt::Key_K);
  EXPECT_TRUE(wait([&] { return view().cores[0].state == LaneState::Dead; }));
}

TEST_F(WindowTest, PanelsFollowAStep) {
  auto* registers = find<RegistersView>("registers");
  auto* code = find<DisassemblyView>("disassembly");
  click("step-all-button");
  ASSERT_TRUE(wait([&] { return registers->cells()[0].changed; }));
  EXPECT_EQ(registers->cells()[0].value.toUInt(nullptr, 16), view().cores[0].registers.eax);
  EXPECT_GE(code->current_row(), 0);
}

TEST_F(WindowTest, AClickOnASlotShowsItsCard) {
  auto* grid = find<HandlerGridView>("handler-grid");
  EXPECT_EQ(text("slot-number"), "80");
  QTest::mouseClick(grid, Qt::LeftButton, {}, grid->cell(0x21).center());
  EXPECT_EQ(text("slot-number"), "21");
  EXPECT_EQ(text("slot-now"), "kbd_normal");
  EXPECT_EQ(text("slot-last-by"), "–");
  QTest::mouseClick(grid, Qt::LeftButton, {}, grid->cell(0xFF).center());
  EXPECT_EQ(text("slot-number"), "FF");
}

TEST_F(WindowTest, ASwapFlashesAndFadesUnlessMotionIsReduced) {
  auto* grid = find<HandlerGridView>("handler-grid");
  ASSERT_TRUE(wait([&] { return !grid->flashing(0x80); })) << "it fades";
  const auto swaps = view().slots[0x80].swaps;
  const auto until_swap = [&](std::uint64_t count) {
    for (int times = 0; times < 200 && view().slots[0x80].swaps < count; ++times) {
      const auto serial = view().serial;
      click("step-all-button");
      if (!wait([&] { return view().serial > serial; })) return false;
    }
    return view().slots[0x80].swaps >= count;
  };
  ASSERT_TRUE(until_swap(swaps + 1));
  EXPECT_TRUE(grid->flashing(0x80));
  ASSERT_TRUE(wait([&] { return !grid->flashing(0x80); }));
  window->findChild<QAction*>("reduced-motion")->setChecked(true);
  ASSERT_TRUE(until_swap(swaps + 2));
  EXPECT_FALSE(grid->flashing(0x80));
}

TEST_F(WindowTest, TheScreenTakesKeysOnlyWithTheFocus) {
  auto* screen = find<VgaConsoleView>("vga-console");
  EXPECT_TRUE(screen->row_text(0).startsWith("SMP kernel"));
  QTest::mouseClick(screen, Qt::LeftButton);
  ASSERT_TRUE(screen->hasFocus());
  EXPECT_TRUE(text("console-hint").contains("Ctrl+Alt"));
  press(Qt::Key_K);
  ASSERT_TRUE(wait([&] { return log.keys == 2; })) << "make and break";
  EXPECT_EQ(log.last_scancode, 0xA5);
  EXPECT_NE(view().cores[0].state, LaneState::Dead) << "K must not kill while one types";
  const auto selected = view().selected;
  press(Qt::Key_2);
  ASSERT_TRUE(wait([&] { return log.keys == 4; }));
  EXPECT_EQ(view().selected, selected);
  const Step before = view().step;
  press(Qt::Key_F10);
  EXPECT_TRUE(step_is(before + 1)) << "function keys stay the window's";

  QTest::keyPress(window->windowHandle(), Qt::Key_Control);
  QTest::keyPress(window->windowHandle(), Qt::Key_Alt, Qt::ControlModifier);
  EXPECT_FALSE(screen->hasFocus());
  ASSERT_TRUE(wait([&] { return log.last_scancode == 0x9D; })) << "Ctrl is let go";
  press(Qt::Key_2);
  EXPECT_TRUE(wait([&] { return view().selected == 2; }));
}

TEST_F(WindowTest, TabsShowTheSerialLine) {
  auto* tabs = find<QTabWidget>("console");
  tabs->setCurrentIndex(1);
  EXPECT_TRUE(wait([&] { return find<QPlainTextEdit>("serial-com1")->toPlainText().contains("cores online"); }));
  tabs->setCurrentIndex(2);
  EXPECT_TRUE(wait([&] { return find<QPlainTextEdit>("serial-e9")->toPlainText().contains("debug port"); }));
}

TEST_F(WindowTest, ABadFileIsSaidInTheBannerAndTheOldMachineStays) {
  QTemporaryDir folder;
  const QString path = write_file(folder, "notes.txt", "not a kernel");
  const Step before = view().step;
  window->open(path.toStdString());
  auto* banner = find<Banner>("banner");
  ASSERT_TRUE(wait([&] { return banner->isVisible(); }));
  EXPECT_TRUE(banner->text().contains("notes.txt"));
  EXPECT_FALSE(banner->text().contains('\n'));
  EXPECT_TRUE(find<QLabel>("banner-text")->textInteractionFlags() & Qt::TextSelectableByMouse);
  EXPECT_GE(find("banner-text")->width(), 300);
  EXPECT_TRUE(window->windowTitle().contains("demo"));
  click("step-core-button");
  ASSERT_TRUE(step_is(before + 1));
  EXPECT_TRUE(banner->isVisible()) << "it stays until it is closed";
  click("banner-close");
  EXPECT_FALSE(banner->isVisible());
}

TEST_F(WindowTest, OpensAnImageThroughTheDialog) {
  QTemporaryDir folder;
  const QString path = write_file(folder, "kernel.elf", QByteArray("\x7f" "ELF") + QByteArray(100, 0));
  window->findChild<QAction*>("open")->trigger();
  QFileDialog* dialog = nullptr;
  ASSERT_TRUE(wait([&] { return (dialog = window->findChild<QFileDialog*>("open-dialog")) && dialog->isVisible(); }));
  dialog->setDirectory(folder.path());
  dialog->findChild<QLineEdit*>("fileNameEdit")->setText(path);
  QTest::keyClick(dialog->findChild<QLineEdit*>("fileNameEdit"), Qt::Key_Return);
  ASSERT_TRUE(wait([&] { return view().title == "kernel.elf"; }));
  EXPECT_TRUE(window->windowTitle().contains("kernel.elf"));
  window->findChild<QAction*>("open-demo")->trigger();
  EXPECT_TRUE(wait([&] { return view().title == "demo"; }));
}

TEST_F(WindowTest, AFileDroppedOnTheWindowIsOpened) {
  QTemporaryDir folder;
  const QString path = write_file(folder, "dropped.elf", QByteArray("\x7f" "ELF") + QByteArray(100, 0));
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(path)});
  QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(window.get(), &enter);
  EXPECT_TRUE(enter.isAccepted());
  QDropEvent drop({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(window.get(), &drop);
  EXPECT_TRUE(wait([&] { return view().title == "dropped.elf"; }));
}

TEST_F(WindowTest, TextDroppedOnTheWindowIsNotTaken) {
  QMimeData data;
  data.setText("hello");
  QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(window.get(), &enter);
  EXPECT_FALSE(enter.isAccepted());
}

TEST_F(WindowTest, ExportWritesAPictureThroughTheDialog) {
  QTemporaryDir folder;
  press(Qt::Key_E, Qt::ControlModifier);
  QFileDialog* dialog = nullptr;
  ASSERT_TRUE(wait([&] { return (dialog = window->findChild<QFileDialog*>("export-dialog")) && dialog->isVisible(); }));
  const QString path = folder.filePath("lanes.png");
  dialog->findChild<QLineEdit*>("fileNameEdit")->setText(path);
  QTest::keyClick(dialog->findChild<QLineEdit*>("fileNameEdit"), Qt::Key_Return);
  ASSERT_TRUE(wait([&] { return QFile::exists(path); }));
  EXPECT_GT(QImage(path).width(), 1000);
  EXPECT_TRUE(wait([&] { return text("caption").contains("lanes.png"); }));
}

TEST_F(WindowTest, APictureThatCannotBeWrittenIsSaidInTheBanner) {
  window->export_timeline_to("/nowhere/at/all.png");
  ASSERT_TRUE(wait([&] { return find("banner")->isVisible(); }));
  EXPECT_TRUE(text("banner-text").contains("/nowhere/at/all.png"));
}

TEST_F(WindowTest, F1ShowsAllKeysAndHidesThem) {
  press(Qt::Key_F1);
  auto* sheet = window->findChild<CheatSheet*>();
  ASSERT_NE(sheet, nullptr);
  QStringList words;
  for (const auto* label : sheet->findChildren<QLabel*>()) words << label->text();
  for (const char* key : {"F5", "F10", "F11", "K", "Z", "Space", "Ctrl+E", "Ctrl+O", "F1"}) {
    EXPECT_TRUE(words.contains(key)) << key;
  }
  if (!qEnvironmentVariable("VECTORSCOPE_SHOTS").isEmpty()) {
    sheet->grab().save(qEnvironmentVariable("VECTORSCOPE_SHOTS") + "/keys.png");
  }
  press(Qt::Key_F1);
  EXPECT_TRUE(wait([&] { return window->findChild<CheatSheet*>() == nullptr; }));
}

TEST_F(WindowTest, EveryActionIsInAMenu) {
  QSet<QAction*> in_menus;
  for (const QMenu* menu : window->findChildren<QMenu*>())
    for (QAction* action : menu->actions()) in_menus << action;
  for (QAction* action : window->actions()) EXPECT_TRUE(in_menus.contains(action)) << action->text().toStdString();
}

TEST_F(WindowTest, NoTwoActionsShareAKey) {
  QHash<QKeySequence, QString> keys;
  for (const QAction* action : window->findChildren<QAction*>()) {
    if (action->shortcut().isEmpty() || action->parent() != window.get()) continue;
    EXPECT_FALSE(keys.contains(action->shortcut())) << action->text().toStdString();
    keys[action->shortcut()] = action->text();
  }
}

TEST_F(WindowTest, ResetLayoutBringsAPanelBack) {
  auto* area = find<DockArea>("dock-area");
  auto* dock = find<QDockWidget>("dock-pic");
  dock->hide();
  EXPECT_FALSE(find("pic-ipi")->isVisible());
  window->findChild<QAction*>("reset-layout")->trigger();
  EXPECT_TRUE(find("pic-ipi")->isVisible());
  EXPECT_EQ(area->dockWidgetArea(dock), Qt::RightDockWidgetArea);
}

TEST_F(WindowTest, ClosesDuringARun) {
  click("run-button");
  ASSERT_TRUE(state_is(RunState::Running));
  window->close();
  window.reset();
  EXPECT_FALSE(log.alive);
}

TEST_F(WindowTest, WhenAllHaltedAKeyLetsTheRunGoOn) {
  log.sleep_on_run = true;
  click("run-button");
  ASSERT_TRUE(state_is(RunState::Idle));
  EXPECT_EQ(find<StatePill>("state-pill")->word(), "ALL HALTED");
  QTest::mouseClick(find("vga-console"), Qt::LeftButton);
  press(Qt::Key_A);
  EXPECT_TRUE(state_is(RunState::Running));
}

struct SixteenCores : WindowTest {
  SixteenCores() : WindowTest(16) {}
};

TEST_F(SixteenCores, TwoQuickDigitsReachTheLastCores) {
  press(Qt::Key_1);
  press(Qt::Key_4);
  EXPECT_TRUE(wait([&] { return view().selected == 14; }));
  const Step before = view().cores[15].steps;
  press(Qt::Key_1, Qt::ShiftModifier);
  press(Qt::Key_5, Qt::ShiftModifier);
  EXPECT_TRUE(wait([&] { return view().cores[15].steps == before + 1; }));
  const Step one = view().cores[1].steps;
  press(Qt::Key_1, Qt::ShiftModifier);
  EXPECT_TRUE(wait([&] { return view().cores[1].steps == one + 1; })) << "alone it means core 1";
}

}  // namespace
}  // namespace vectorscope
