// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/bridge/mailbox.hpp"

#include <QMetaObject>

#include <utility>

namespace vectorscope {

void Mailbox::put(View view) {
  {
    const std::lock_guard lock(mutex_);
    view_ = std::move(view);
  }
  announce();
}

void Mailbox::put_error(QString text) {
  {
    const std::lock_guard lock(mutex_);
    errors_.push_back(std::move(text));
  }
  announce();
}

void Mailbox::put_timeline(TimelinePtr timeline) {
  {
    const std::lock_guard lock(mutex_);
    timelines_.push_back(std::move(timeline));
  }
  announce();
}

bool Mailbox::full() const {
  const std::lock_guard lock(mutex_);
  return view_ != nullptr;
}

// One event in the window's queue at a time, however much was put.
void Mailbox::announce() {
  {
    const std::lock_guard lock(mutex_);
    if (std::exchange(announced_, true)) return;
  }
  QMetaObject::invokeMethod(this, [this] { deliver(); }, Qt::QueuedConnection);
}

void Mailbox::deliver() {
  View view;
  std::vector<QString> errors;
  std::vector<TimelinePtr> timelines;
  {
    const std::lock_guard lock(mutex_);
    announced_ = false;
    view = std::exchange(view_, nullptr);
    errors = std::exchange(errors_, {});
    timelines = std::exchange(timelines_, {});
  }
  if (view) Q_EMIT view_arrived(view);
  for (const QString& text : errors) Q_EMIT error_arrived(text);
  for (const TimelinePtr& timeline : timelines) Q_EMIT timeline_ready(timeline);
}

}  // namespace vectorscope
