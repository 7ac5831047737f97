// SPDX-License-Identifier: GPL-2.0-or-later
// The main program of the window's tests: an application that needs no display.
#include <QApplication>
#include <gtest/gtest.h>

#include "ui/theme/theme.hpp"

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  qputenv("QT_SCALE_FACTOR", "1");
  ::testing::InitGoogleTest(&argc, argv);
  QApplication application(argc, argv);
  vectorscope::dress(application, vectorscope::load_theme("dark").value());
  return RUN_ALL_TESTS();
}
