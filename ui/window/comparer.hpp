// SPDX-License-Identifier: GPL-2.0-or-later
// The thread that runs what is to be compared. It has machines of its own; the
// window's machine goes on meanwhile.
#pragma once
#include <QThread>

#include <memory>

#include "emu/session/comparison_run.hpp"

namespace vectorscope {

class Comparer : public QThread {
  Q_OBJECT
 public:
  Comparer(std::string lab, ComparisonRun::Wish wish, QObject* parent)
      : QThread(parent), lab_(std::move(lab)), wish_(wish) {}
  /// Stops what is being run, and waits for it: a moment.
  ~Comparer() override;

 Q_SIGNALS:
  void progressed(const std::shared_ptr<const vectorscope::ComparisonSet>& so_far);
  void failed(const QString& text);

 protected:
  void run() override;

 private:
  std::string lab_;
  ComparisonRun::Wish wish_;
};

}  // namespace vectorscope
