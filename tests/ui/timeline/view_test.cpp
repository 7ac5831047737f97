// SPDX-License-Identifier: GPL-2.0-or-later
// The view, used as a person does: with the mouse and the keys.
#include "ui/timeline/timeline_view.hpp"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>
#include <gtest/gtest.h>

#include "tests/ui/timeline/invented.hpp"
#include "ui/theme/theme.hpp"

namespace vectorscope {
namespace {

class View : public ::testing::Test {
 protected:
  View() {
    view.resize(1000, 260);
    view.show();
    view.setTimeline(invented(), 1000);
    settle();
  }

  void settle() { QTest::qWait(30); }

  QPoint at(double step, CoreId lane) {
    const LaneGeometry where = view.geometry();
    return QPointF(where.x_of(step), where.bar(*where.row_of(lane)).center().y()).toPoint();
  }
  void click(QPoint point) { QTest::mouseClick(view.surface(), Qt::LeftButton, {}, point); }
  void drag(QPoint from, QPoint to, Qt::KeyboardModifiers keys = {}) {
    QTest::mousePress(view.surface(), Qt::LeftButton, keys, from);
    for (const QPoint& point : {(from + to) / 2, to}) {
      QMouseEvent move(QEvent::MouseMove, point, view.surface()->mapToGlobal(point), Qt::NoButton,
                       Qt::LeftButton, keys);
      QApplication::sendEvent(view.surface(), &move);
    }
    QTest::mouseRelease(view.surface(), Qt::LeftButton, keys, to);
    settle();
  }
  void wheel(QPoint point, int notches) {
    QWheelEvent event(point, view.surface()->mapToGlobal(point), {}, {0, 120 * notches}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(view.surface(), &event);
    settle();
  }
  QColor pixel(double step, CoreId lane) {
    const QPoint point = at(step, lane) + QPoint(0, 8);
    return view.surface()->grab().toImage().pixelColor(point);
  }

  TimelineView view;
};

TEST_F(View, PaintsTheStatesInTheirColours) {
  EXPECT_EQ(pixel(300, 0), theme().handler);
  EXPECT_EQ(pixel(100, 0), theme().running_lane);
  EXPECT_EQ(pixel(325, 1), theme().busy);
}

TEST_F(View, WhatLiesAheadIsPaintedDifferently) {
  view.setTimeline(invented(), 250);
  settle();
  EXPECT_EQ(pixel(230, 0), theme().handler);
  EXPECT_NE(pixel(300, 0), theme().handler);
}

TEST_F(View, AClickOnASpanSaysWhatItIs) {
  click(at(300, 0) + QPoint(0, 6));
  EXPECT_EQ(view.words(), "core 0: in handler 0x80, steps 200 to 399 (200); "
                          "holds the lock in slot 0x80 since step 200");
}

TEST_F(View, AClickOnASwapNamesTheEvent) {
  QSignalSpy chosen(&view, &TimelineView::eventChosen);
  const LaneGeometry where = view.geometry();
  click(QPointF(where.x_of(200), where.bar(0).top() - 2).toPoint());
  ASSERT_EQ(chosen.count(), 1);
  EXPECT_EQ(chosen[0][0].value<std::size_t>(), 4u);
  EXPECT_EQ(view.words(), "core 0: slot 0x80 pmm_alloc_normal \u2192 pmm_alloc_busy, step 200");
}

TEST_F(View, AClickOnAnArrowNamesTheIpi) {
  const LaneGeometry where = view.geometry();
  const double y = (where.bar(0).bottom() + where.bar(1).top()) / 2;
  click(QPointF(where.x_of(625), y).toPoint());
  EXPECT_TRUE(view.words().startsWith("core 0: IPI 0xf1 to core 1: accepted")) << qPrintable(view.words());
}

TEST_F(View, ADoubleClickSeeks) {
  QSignalSpy seek(&view, &TimelineView::seekRequested);
  QTest::mouseDClick(view.surface(), Qt::LeftButton, {}, at(500, 2));
  ASSERT_EQ(seek.count(), 1);
  EXPECT_NEAR(double(seek[0][0].value<Step>()), 500, 1.5);
}

TEST_F(View, TheWheelZoomsAtThePointer) {
  const QPoint point = at(300, 0);
  const double before = view.geometry().step_at(point.x());
  wheel(point, 3);
  EXPECT_LT(view.window().width(), 600);
  EXPECT_NEAR(view.geometry().step_at(point.x()), before, 0.5);
  wheel(point, -20);
  EXPECT_TRUE(view.window().shows_all());
}

TEST_F(View, DraggingPansAndStopsAtTheEnds) {
  wheel(at(500, 0), 4);
  const double before = view.window().begin();
  const QPoint from = at(500, 0);
  drag(from, from - QPoint(60, 0));
  EXPECT_GT(view.window().begin(), before);
  drag(from, from + QPoint(5000, 0));
  EXPECT_DOUBLE_EQ(view.window().begin(), 0);
}

TEST_F(View, DraggingFollowsTheHandExactly) {
  wheel(at(500, 0), 4);
  const QPoint from = at(500, 0), to = from - QPoint(70, 0);
  const double grabbed = view.geometry().step_at(from.x());
  drag(from, to);
  EXPECT_NEAR(view.geometry().step_at(to.x()), grabbed, 1e-6);
}

TEST_F(View, ShiftDragSelectsSteps) {
  QSignalSpy selected(&view, &TimelineView::rangeSelected);
  drag(at(600, 1), at(200, 1), Qt::ShiftModifier);
  ASSERT_EQ(selected.count(), 1);
  EXPECT_NEAR(double(selected[0][0].value<Step>()), 200, 1.5);
  EXPECT_NEAR(double(selected[0][1].value<Step>()), 600, 1.5);
  EXPECT_TRUE(view.following()) << "selecting moves nothing";
  QTest::keyClick(&view, Qt::Key_Escape);
  EXPECT_FALSE(view.selection());
}

TEST_F(View, PanningEndsFollowingAndEndBringsItBack) {
  EXPECT_TRUE(view.following());
  wheel(at(300, 0), 4);
  EXPECT_FALSE(view.following());
  const double begin = view.window().begin();
  view.setTimeline(timeline_of(invented_log(), 4, 5000), 5000);
  EXPECT_DOUBLE_EQ(view.window().begin(), begin);
  QTest::keyClick(&view, Qt::Key_End);
  EXPECT_TRUE(view.following());
  EXPECT_DOUBLE_EQ(view.window().end(), 5000);
}

TEST_F(View, TheFollowButtonDoesTheSame) {
  wheel(at(300, 0), 4);
  auto* button = view.findChild<QToolButton*>("timelineFollow");
  ASSERT_TRUE(button);
  EXPECT_FALSE(button->isChecked());
  QTest::mouseClick(button, Qt::LeftButton);
  EXPECT_TRUE(view.following());
  EXPECT_TRUE(button->isChecked());
}

TEST_F(View, FollowingKeepsTheNewestInSight) {
  for (Step now = 2000; now <= 60'000; now += 2000) {
    view.setTimeline(timeline_of(invented_log(), 4, now), now);
    EXPECT_GE(view.window().end(), double(now));
  }
  EXPECT_DOUBLE_EQ(view.window().width(), StepWindow::kUsualWidth);
}

TEST_F(View, KeysZoomAndShowAll) {
  const double all = view.window().width();
  QTest::keyClick(&view, Qt::Key_Plus);
  EXPECT_LT(view.window().width(), all);
  QTest::keyClick(&view, Qt::Key_Minus);
  EXPECT_NEAR(view.window().width(), all, 1e-6);
  QTest::keyClick(&view, Qt::Key_Plus);
  QTest::keyClick(&view, Qt::Key_Home);
  EXPECT_TRUE(view.window().shows_all());
}

TEST_F(View, AnotherMachineForgetsTheOldOne) {
  click(at(300, 0) + QPoint(0, 6));
  drag(at(600, 1), at(200, 1), Qt::ShiftModifier);
  view.setTimeline(timeline_of(EventLog(), 16, 10), 10);
  settle();
  EXPECT_TRUE(view.words().isEmpty());
  EXPECT_FALSE(view.selection());
  EXPECT_EQ(view.geometry().lanes.size(), 16u);
}

TEST_F(View, WithoutATimelineNothingBreaks) {
  view.setTimeline(nullptr, 0);
  settle();
  click({300, 60});
  wheel({300, 60}, 2);
  drag({300, 60}, {500, 60}, Qt::ShiftModifier);
  QTest::mouseDClick(view.surface(), Qt::LeftButton, {}, {300, 60});
  EXPECT_TRUE(view.words().isEmpty());
}

}  // namespace
}  // namespace vectorscope
