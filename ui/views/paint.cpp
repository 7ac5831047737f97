// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/views/paint.hpp"

#include <QFontMetrics>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

#include "ui/theme/theme.hpp"

namespace vectorscope::paint {
namespace {

// Relative luminance and contrast, WCAG 2.1.
double luminance(const QColor& colour) {
  const auto linear = [](double part) {
    return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
         0.0722 * linear(colour.blueF());
}

double contrast(const QColor& a, const QColor& b) {
  const double first = luminance(a), second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QFont pill_font() { return sans_font(11, true); }
QFont small_pill_font() { return sans_font(10, true); }

}  // namespace

QColor readable_on(const QColor& fill) {
  const Theme& colours = theme();
  return contrast(fill, colours.on_accent) > contrast(fill, colours.text) ? colours.on_accent
                                                                          : colours.text;
}

int pill_width(const QString& word) {
  return QFontMetrics(pill_font()).horizontalAdvance(word) + 16;
}

int small_pill_width(const QString& word) {
  return QFontMetrics(small_pill_font()).horizontalAdvance(word) + 10;
}

namespace {

void pill_at(QPainter& painter, const QRect& area, const QString& word, const QFont& font,
             const QColor& fill) {
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(fill);
  painter.drawRoundedRect(area, kPillHeight / 2.0, kPillHeight / 2.0);
  painter.setFont(font);
  painter.setPen(readable_on(fill));
  painter.drawText(area, int(Qt::AlignCenter) | Qt::TextSingleLine, word);
}

}  // namespace

void pill(QPainter& painter, int right, int middle, const QString& word, const QColor& fill) {
  const int width = pill_width(word);
  pill_at(painter, QRect(right - width, middle - kPillHeight / 2, width, kPillHeight), word,
          pill_font(), fill);
}

void small_pill(QPainter& painter, int left, int middle, const QString& word, const QColor& fill) {
  const int height = kPillHeight - 2;
  pill_at(painter, QRect(left, middle - height / 2, small_pill_width(word), height), word,
          small_pill_font(), fill);
}

void box(QPainter& painter, const QRectF& area, const QColor& fill, const QColor& border,
         double radius) {
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(border, 1));
  painter.setBrush(fill);
  painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

int line(QPainter& painter, const QRect& area, const QString& text, const QFont& font,
         const QColor& colour, Qt::Alignment alignment) {
  const QFontMetrics metrics(font);
  const QString shown = metrics.elidedText(text, Qt::ElideRight, area.width());
  painter.setFont(font);
  painter.setPen(colour);
  painter.drawText(area, int(alignment) | Qt::TextSingleLine, shown);
  return metrics.horizontalAdvance(shown);
}

void hatch(QPainter& painter, const QRectF& area, const QColor& colour) {
  painter.fillRect(area, QBrush(colour, Qt::BDiagPattern));
}

}  // namespace vectorscope::paint
