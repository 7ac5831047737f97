// SPDX-License-Identifier: GPL-2.0-or-later
// Processor time of the whole program from a click on a step button to the end
// of the painting that shows its result.
#pragma once
#include <QObject>
#include <QTimer>

#include <chrono>
#include <vector>

namespace vectorscope {

class MainWindow;

class StepLatency : public QObject {
  Q_OBJECT
 public:
  using Time = std::chrono::nanoseconds;

  StepLatency(MainWindow& window, int clicks);
  void start();
  [[nodiscard]] const std::vector<Time>& samples() const { return samples_; }
  /// The share (0 to 1) of the samples that is not above the result.
  [[nodiscard]] Time percentile(double share) const;

 Q_SIGNALS:
  void finished();

 private:
  void click();
  void settled();

  MainWindow& window_;
  int clicks_;
  bool shown_ = false;
  std::uint64_t serial_ = 0;  ///< of the view before the click
  Time begin_{}, end_{};
  QTimer settle_;
  std::vector<Time> samples_;
};

}  // namespace vectorscope
