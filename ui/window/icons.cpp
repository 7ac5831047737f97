// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/icons.hpp"

#include <QPainter>
#include <QPixmap>
#include <QPolygonF>

namespace vectorscope {
namespace {

constexpr int kSize = 16;

void arrow(QPainter& painter, double left, double middle, double size) {
  painter.drawPolygon(
      QPolygonF({{left, middle - size}, {left + size * 1.4, middle}, {left, middle + size}}));
}

void step(QPainter& painter, double middle, double size) {
  arrow(painter, 3, middle, size);
  painter.drawRect(QRectF(3 + size * 1.4 + 1, middle - size, 2, size * 2));
}

void draw(QPainter& painter, Sign sign) {
  switch (sign) {
    case Sign::Run: return arrow(painter, 4, 8, 6);
    case Sign::Pause:
      painter.drawRect(QRectF(4, 3, 3, 10));
      painter.drawRect(QRectF(9, 3, 3, 10));
      return;
    case Sign::StepCore: return step(painter, 8, 5);
    case Sign::StepAll:
      step(painter, 4.5, 3.2);
      step(painter, 11.5, 3.2);
      return;
    case Sign::Kill:
      painter.setPen(QPen(painter.brush().color(), 2, Qt::SolidLine, Qt::RoundCap));
      painter.drawLine(QPointF(4, 4), QPointF(12, 12));
      painter.drawLine(QPointF(12, 4), QPointF(4, 12));
      return;
  }
}

}  // namespace

QIcon sign_icon(Sign sign, const QColor& colour) {
  constexpr int kScale = 3;  // sharp on every screen
  QPixmap pixmap(kSize * kScale, kSize * kScale);
  pixmap.setDevicePixelRatio(kScale);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  draw(painter, sign);
  return QIcon(pixmap);
}

}  // namespace vectorscope
