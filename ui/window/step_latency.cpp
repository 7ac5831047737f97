// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/step_latency.hpp"

#include <QCoreApplication>
#include <QMouseEvent>
#include <QToolButton>

#include <algorithm>
#include <ctime>

#include "ui/window/main_window.hpp"

namespace vectorscope {
namespace {

StepLatency::Time processor_time() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

void send_mouse(QWidget& widget, QEvent::Type type, Qt::MouseButtons buttons) {
  const QPointF at = widget.rect().center();
  QMouseEvent event(type, at, widget.mapToGlobal(at), Qt::LeftButton, buttons, Qt::NoModifier);
  QCoreApplication::sendEvent(&widget, &event);
}

}  // namespace

StepLatency::StepLatency(MainWindow& window, int clicks)
    : QObject(&window), window_(window), clicks_(clicks) {
  settle_.setSingleShot(true);
  settle_.setInterval(25);  // the timeline is painted in a second pass
  connect(&settle_, &QTimer::timeout, this, &StepLatency::settled);
  connect(&window, &MainWindow::view_shown, this, [this](const auto& view) {
    if (view->serial > serial_) shown_ = true;
  });
  connect(&window, &MainWindow::painted, this, [this] {
    if (!shown_) return;
    end_ = processor_time();
    if (!settle_.isActive()) settle_.start();
  });
}

void StepLatency::start() { click(); }

void StepLatency::click() {
  auto* button = window_.findChild<QToolButton*>("step-core-button");
  serial_ = window_.view() ? window_.view()->serial : 0;
  shown_ = false;
  begin_ = processor_time();
  send_mouse(*button, QEvent::MouseButtonPress, Qt::LeftButton);
  send_mouse(*button, QEvent::MouseButtonRelease, Qt::NoButton);
}

void StepLatency::settled() {
  samples_.push_back(end_ - begin_);
  if (int(samples_.size()) < clicks_) click();
  else Q_EMIT finished();
}

StepLatency::Time StepLatency::percentile(double share) const {
  if (samples_.empty()) return {};
  std::vector<Time> sorted = samples_;
  std::sort(sorted.begin(), sorted.end());
  const auto at = std::size_t(share * double(sorted.size()));
  return sorted[std::min(at, sorted.size() - 1)];
}

}  // namespace vectorscope
