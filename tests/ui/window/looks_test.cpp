// SPDX-License-Identifier: GPL-2.0-or-later
// That nothing is cut off at the two sizes that matter. With VECTORSCOPE_SHOTS
// set to a folder, pictures of what was checked are left there.
#include <QScrollBar>

#include "tests/ui/window/window_fixture.hpp"
#include "ui/views/core_card.hpp"

namespace vectorscope {
namespace {

struct Look {
  QSize size;
  unsigned cores;
};

struct LooksTest : WindowTest, ::testing::WithParamInterface<Look> {
  LooksTest() : WindowTest(GetParam().cores) {}
};

TEST_P(LooksTest, EverythingIsInsideTheWindow) {
  window->resize(GetParam().size);
  for (int times = 0; times < 6; ++times) click("step-all-button");
  window->findChild<QAction*>("run-round")->trigger();
  window->findChild<QAction*>("run-round")->trigger();
  QTest::qWait(300);
  EXPECT_EQ(window->size(), GetParam().size) << "the panels ask for more room than there is";
  for (const char* name : {"run-button", "step-core-button", "step-all-button", "speed", "core-chooser",
                           "kill-button", "step-counter", "state-pill", "caption", "registers",
                           "disassembly", "handler-grid", "slot-card", "pic-ipi", "vga-console", "timeline"}) {
    const QWidget* widget = find(name);
    EXPECT_TRUE(widget->isVisible()) << name;
    const QRect place(widget->mapTo(window.get(), QPoint()), widget->size());
    EXPECT_TRUE(window->rect().contains(place)) << name;
  }
  const auto folder = qEnvironmentVariable("VECTORSCOPE_SHOTS");
  if (!folder.isEmpty()) {
    const auto [size, cores] = GetParam();
    window->grab().save(QString("%1/window-%2-%3.png").arg(folder).arg(size.width()).arg(cores));
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, LooksTest,
                         ::testing::Values(Look{{1366, 768}, 4}, Look{{1920, 1080}, 4}, Look{{1366, 768}, 16},
                                           Look{{1920, 1080}, 16}, Look{{1024, 768}, 4}));

}  // namespace
}  // namespace vectorscope
