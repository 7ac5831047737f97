// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once
#include <qcustomplot.h>

namespace vectorscope {

/// Of an axis of whole numbers from 0 up, written in groups of three digits.
class WholeNumberTicker : public QCPAxisTicker {
 protected:
  double getTickStep(const QCPRange& range) override;
  int getSubTickCount(double) override { return 0; }
  QString getTickLabel(double tick, const QLocale&, QChar, int) override;
};

}  // namespace vectorscope
