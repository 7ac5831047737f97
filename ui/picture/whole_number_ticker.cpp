// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/picture/whole_number_ticker.hpp"

#include <algorithm>
#include <cmath>

#include "emu/trace/words.hpp"

namespace vectorscope {

double WholeNumberTicker::getTickStep(const QCPRange& range) {
  return std::max(1.0, QCPAxisTicker::getTickStep(range));
}

QString WholeNumberTicker::getTickLabel(double tick, const QLocale&, QChar, int) {
  return tick < 0 ? QString() : QString::fromStdString(grouped(std::uint64_t(std::llround(tick))));
}

}  // namespace vectorscope
