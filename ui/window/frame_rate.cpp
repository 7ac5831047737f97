// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/frame_rate.hpp"

#include <QTimer>

#include <ctime>
#include <utility>

#include "ui/window/main_window.hpp"

namespace vectorscope {

namespace {

double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

}  // namespace

FrameRate::FrameRate(MainWindow& window, int seconds)
    : QObject(&window), window_(window), seconds_(seconds) {
  connect(&window, &MainWindow::view_shown, this, [this](const auto& view) {
    fresh_ = true;
    last_ = view->step;
  });
  connect(&window, &MainWindow::painted, this, [this] {
    if (clock_.isValid() && std::exchange(fresh_, false)) ++frames_;
  });
}

void FrameRate::start() {
  first_ = window_.view() ? window_.view()->step : 0;
  window_.findChild<QAction*>("run")->trigger();
  clock_.start();
  busy_begin_ = thread_seconds();
  QTimer::singleShot(seconds_ * 1000, this, [this] {
    busy_end_ = thread_seconds();
    elapsed_ = double(clock_.nsecsElapsed()) / 1e9;
    Q_EMIT finished();
  });
}

double FrameRate::frames_per_second() const { return frames_ / elapsed_; }
double FrameRate::milliseconds_per_frame() const {
  return frames_ ? (busy_end_ - busy_begin_) * 1000 / frames_ : 0;
}
double FrameRate::steps_per_second() const { return double(last_ - first_) / elapsed_; }

}  // namespace vectorscope
