// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/comparer.hpp"

namespace vectorscope {

Comparer::~Comparer() {
  requestInterruption();
  wait();
}

void Comparer::run() {
  auto comparison = ComparisonRun::begin(lab_, wish_);
  if (!comparison) return Q_EMIT failed(QString::fromStdString(comparison.error().text)), void();
  while (!comparison->over() && !isInterruptionRequested()) {
    const auto ran = comparison->next([this] { return isInterruptionRequested(); });
    if (isInterruptionRequested()) return;
    if (!ran) return Q_EMIT failed(QString::fromStdString(ran.error().text)), void();
    Q_EMIT progressed(std::make_shared<const ComparisonSet>(comparison->so_far()));
  }
}

}  // namespace vectorscope
