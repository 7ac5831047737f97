// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/step_window.hpp"

#include <gtest/gtest.h>

namespace vectorscope {
namespace {

StepWindow over(Step end) {
  StepWindow window;
  window.set_limit(end);
  return window;
}

TEST(StepWindow, ShowsAllWhileThereIsLittle) {
  const StepWindow window = over(1000);
  EXPECT_EQ(window.begin(), 0);
  EXPECT_EQ(window.end(), 1000);
  EXPECT_TRUE(window.shows_all());
}

TEST(StepWindow, ZoomKeepsWhatIsUnderThePointer) {
  StepWindow window = over(10'000);
  window.zoom(2500, 0.5);
  EXPECT_DOUBLE_EQ(window.begin(), 1250);
  EXPECT_DOUBLE_EQ(window.end(), 6250);
  EXPECT_DOUBLE_EQ((2500 - window.begin()) / window.width(), 0.25);
}

TEST(StepWindow, NeverLeavesTheSteps) {
  StepWindow window = over(10'000);
  window.zoom(5000, 0.1);
  window.pan(1e9);
  EXPECT_DOUBLE_EQ(window.end(), 10'000);
  window.pan(-1e9);
  EXPECT_DOUBLE_EQ(window.begin(), 0);
  window.zoom(0, 1e9);
  EXPECT_TRUE(window.shows_all());
}

TEST(StepWindow, NeverCloserThanItsLeastWidth) {
  StepWindow window = over(10'000);
  window.zoom(5000, 1e-9);
  EXPECT_DOUBLE_EQ(window.width(), StepWindow::kLeastWidth);
}

TEST(StepWindow, FollowKeepsTheWidth) {
  StepWindow window = over(100'000);
  window.show(0, 1000);
  window.follow(50'000);
  EXPECT_DOUBLE_EQ(window.width(), 1000);
  EXPECT_LT(window.begin(), 50'000);
  EXPECT_GT(window.end(), 50'000);
  window.follow(100'000);
  EXPECT_DOUBLE_EQ(window.end(), 100'000);
}

TEST(StepWindow, TheWidthAskedForComesBackWhenThereIsEnough) {
  StepWindow window = over(100);
  EXPECT_DOUBLE_EQ(window.width(), 100);
  window.set_limit(1'000'000);
  EXPECT_DOUBLE_EQ(window.width(), StepWindow::kUsualWidth);
}

TEST(StepWindow, NoStepsAtAll) {
  StepWindow window = over(0);
  window.zoom(0, 2);
  window.pan(5);
  EXPECT_EQ(window.begin(), 0);
  EXPECT_EQ(window.width(), StepWindow::kLeastWidth);
}

}  // namespace
}  // namespace vectorscope
