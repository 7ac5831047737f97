// SPDX-License-Identifier: GPL-2.0-or-later
// From the worker to the window: the newest picture (older ones that nobody
// took are forgotten), and messages, none of which is lost.
#pragma once
#include <QObject>
#include <QString>

#include <memory>
#include <mutex>
#include <vector>

#include "emu/session/view.hpp"

namespace vectorscope {

class Mailbox : public QObject {
  Q_OBJECT
 public:
  using View = std::shared_ptr<const MachineView>;
  using TimelinePtr = std::shared_ptr<const Timeline>;

  // The worker's side.
  void put(View view);
  void put_error(QString text);
  void put_timeline(TimelinePtr timeline);
  /// Whether the window has not yet taken the last view: then a running
  /// machine needs not make another.
  [[nodiscard]] bool full() const;

 Q_SIGNALS:
  // The window's side; delivered on the thread that made the mailbox.
  void view_arrived(const std::shared_ptr<const vectorscope::MachineView>& view);
  void error_arrived(const QString& text);
  void timeline_ready(const std::shared_ptr<const vectorscope::Timeline>& timeline);

 private:
  void announce();
  void deliver();

  mutable std::mutex mutex_;
  View view_;
  std::vector<QString> errors_;
  std::vector<TimelinePtr> timelines_;
  bool announced_ = false;
};

}  // namespace vectorscope
