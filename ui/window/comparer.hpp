// SPDX-License-Identifier: GPL-2.0-or-later
// The thread that runs the variants of a lab for a comparison. It has machines
// of its own; the window's machine goes on meanwhile.
#pragma once
#include <QThread>

#include <memory>

#include "emu/session/comparison_run.hpp"

namespace vectorscope {

class Comparer : public QThread {
  Q_OBJECT
 public:
  explicit Comparer(std::string lab, QObject* parent = nullptr)
      : QThread(parent), lab_(std::move(lab)) {}
  /// Waits for the variant that is being run.
  ~Comparer() override;

 Q_SIGNALS:
  /// After each variant.
  void progressed(const std::shared_ptr<const vectorscope::Comparison>& so_far, int done,
                  int count);
  void failed(const QString& text);

 protected:
  void run() override;

 private:
  std::string lab_;
};

}  // namespace vectorscope
