// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/views/heat_legend.hpp"

#include <QPainter>

#include "ui/theme/theme.hpp"
#include "ui/views/paint.hpp"

namespace vectorscope {

HeatLegend::HeatLegend(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  setFixedHeight(20);
}

void HeatLegend::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const QFont font = sans_font(11);
  const QColor colour = theme().text2;
  int left = 26;  // under the grid's first column
  const auto word = [&](const QString& text) {
    left += paint::line(painter, QRect(left, 0, width() - left, 20), text, font, colour) + 8;
  };
  const auto key = [&](const QColor& fill, const QColor& border) {
    paint::box(painter, QRect(left, 4, 12, 12), fill, border, 3);
    left += 18;
  };
  word(QStringLiteral("0"));
  constexpr int kRamp = 40;
  for (int at = 0; at < kRamp; ++at) {
    painter.fillRect(left + at, 6, 1, 8, theme().heat_at(double(at) / (kRamp - 1)));
  }
  left += kRamp + 8;
  word(QStringLiteral("most calls"));
  left += 4;
  key(theme().panel, theme().grid);
  word(QStringLiteral("default"));
  left += 4;
  key(theme().swap, theme().ipi);
  word(QStringLiteral("last swap"));
}

}  // namespace vectorscope
