// SPDX-License-Identifier: GPL-2.0-or-later
// The window over the invented machine, with the hands of a person.
#pragma once
#include <QComboBox>
#include <QLabel>
#include <QTest>
#include <QToolButton>
#include <gtest/gtest.h>

#include "tests/ui/fake_session.hpp"
#include "ui/window/main_window.hpp"

namespace vectorscope {

struct WindowTest : ::testing::Test {
  explicit WindowTest(unsigned cores = 4) {
    log.cores = cores;
    config.cores = cores;
    window = std::make_unique<MainWindow>(fake_sessions(log), config);
    window->resize(1366, 768);
    window->open(std::nullopt);
    window->show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(window.get()));
    EXPECT_TRUE(wait([this] { return window->view() && !window->view()->cores.empty(); }));
    window->activateWindow();
    window->setFocus();
  }

  template <class Until>
  bool wait(Until until) { return QTest::qWaitFor(until, 5000); }
  template <class Widget = QWidget>
  Widget* find(const char* name) {
    auto* widget = window->findChild<Widget*>(QString::fromLatin1(name));
    EXPECT_NE(widget, nullptr) << name;
    return widget;
  }
  void click(const char* name) { QTest::mouseClick(find(name), Qt::LeftButton); }
  void press(Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) {
    QTest::keyClick(window->windowHandle(), key, with);
  }
  QString text(const char* name) { return find<QLabel>(name)->text(); }
  const MachineView& view() { return *window->view(); }
  bool state_is(RunState state) { return wait([&] { return view().run_state == state; }); }
  bool step_is(Step step) { return wait([&] { return view().step == step; }); }

  FakeLog log;
  MachineConfig config;
  std::unique_ptr<MainWindow> window;
};

}  // namespace vectorscope
