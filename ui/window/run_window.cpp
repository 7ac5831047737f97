// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/run_window.hpp"

#include <QApplication>
#include <QGuiApplication>
#include <QScreen>
#include <QTimer>

#include <cstdio>

#include "ui/bridge/debug_session_port.hpp"
#include "ui/models/words.hpp"
#include "ui/theme/theme.hpp"
#include "ui/window/frame_rate.hpp"
#include "ui/window/geometry_report.hpp"
#include "ui/window/main_window.hpp"
#include "ui/window/step_latency.hpp"

namespace vectorscope {
namespace {

double milliseconds(StepLatency::Time time) { return double(time.count()) / 1e6; }

/// "view step 917 PAUSED RUN RUN DEAD HALT": what a script waits for.
void print_view(const MachineView& view) {
  QString line = QString("view step %1 %2").arg(view.step).arg(words::run_state(view.run_state));
  for (const CoreView& core : view.cores) line += ' ' + words::short_pill(core);
  std::printf("%s\n", qPrintable(line));
  std::fflush(stdout);
}

void print_geometry(const MainWindow& window) {
  std::printf("%sgeometry-end\n", geometry_report(window).c_str());
  std::fflush(stdout);
}

void measure_step(MainWindow& window, int clicks) {
  auto* latency = new StepLatency(window, clicks);
  QObject::connect(latency, &StepLatency::finished, &window, [latency, &window] {
    std::printf("step click to paint, processor ms: p50 %.2f p95 %.2f max %.2f (%zu clicks)\n",
                milliseconds(latency->percentile(0.5)), milliseconds(latency->percentile(0.95)),
                milliseconds(latency->percentile(1)), latency->samples().size());
    window.close();
  });
  latency->start();
}

void measure_run(MainWindow& window, int seconds) {
  auto* rate = new FrameRate(window, seconds);
  QObject::connect(rate, &FrameRate::finished, &window, [rate, &window] {
    std::printf("full speed: %.1f frames/s, %.2f processor ms a frame, %.2f M steps/s\n",
                rate->frames_per_second(), rate->milliseconds_per_frame(),
                rate->steps_per_second() / 1e6);
    window.close();
  });
  rate->start();
}

/// Once the first machine is on the screen and has settled there.
void when_shown(MainWindow& window, const WindowOptions& options) {
  auto* settled = new QTimer(&window);
  settled->setSingleShot(true);
  settled->setInterval(500);
  QObject::connect(settled, &QTimer::timeout, &window, [&window, options] {
    if (options.print_geometry) print_geometry(window);
    if (options.measure_step) measure_step(window, options.measure_step);
    if (options.measure_run) measure_run(window, options.measure_run);
  });
  if (options.print_geometry) {
    QObject::connect(&window, &MainWindow::view_shown, &window,
                     [](const auto& view) { print_view(*view); });
  }
  QObject::connect(&window, &MainWindow::view_shown, settled,
                   [settled, first = true]() mutable {
                     if (std::exchange(first, false)) settled->start();
                   });
}

/// The screen if it is small, else a size that leaves room around.
void place(MainWindow& window) {
  const QSize room = QGuiApplication::primaryScreen()->availableSize();
  window.resize(room.boundedTo(QSize(1920, 1080)));
  if (room.width() <= 1920) window.setWindowState(Qt::WindowMaximized);
}

}  // namespace

int run_window(QApplication& application, const std::optional<OpenFirst>& first,
               const MachineConfig& config, const WindowOptions& options) {
  if (const auto dark = load_theme("dark")) dress(application, *dark);
  MainWindow window(make_debug_session_port, config);
  place(window);
  when_shown(window, options);
  if (const auto* lab = first ? std::get_if<LabChoice>(&*first) : nullptr) window.open_lab(*lab);
  else window.open(first ? std::optional(std::get<std::string>(*first)) : std::nullopt);
  window.show();
  return QApplication::exec();
}

}  // namespace vectorscope
