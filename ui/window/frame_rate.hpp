// SPDX-License-Identifier: GPL-2.0-or-later
// How many pictures of a running machine reach the screen in a second.
#pragma once
#include <QElapsedTimer>
#include <QObject>

#include "emu/base/types.hpp"

namespace vectorscope {

class MainWindow;

class FrameRate : public QObject {
  Q_OBJECT
 public:
  FrameRate(MainWindow& window, int seconds);
  void start();
  [[nodiscard]] double frames_per_second() const;
  [[nodiscard]] double steps_per_second() const;
  /// Processor time of the window's thread for one frame, whatever else the host does.
  [[nodiscard]] double milliseconds_per_frame() const;

 Q_SIGNALS:
  void finished();

 private:
  MainWindow& window_;
  int seconds_;
  QElapsedTimer clock_;
  double elapsed_ = 1, busy_begin_ = 0, busy_end_ = 0;  ///< seconds
  int frames_ = 0;
  bool fresh_ = false;  ///< a view was shown and not yet painted
  Step first_ = 0, last_ = 0;
};

}  // namespace vectorscope
