// SPDX-License-Identifier: GPL-2.0-or-later
// The few shapes that several panels draw alike.
#pragma once
#include <QColor>
#include <QPainter>
#include <QRectF>
#include <QString>

namespace vectorscope::paint {

/// The theme's dark or light text colour, whichever reads better on `fill`.
QColor readable_on(const QColor& fill);

/// Width of a pill with this word in the painter's small bold font.
int pill_width(const QString& word);
inline constexpr int kPillHeight = 18;
/// A rounded pill; its right edge at `right`, its middle at `middle`.
void pill(QPainter& painter, int right, int middle, const QString& word, const QColor& fill);

/// Where room is short: smaller, and given by its left edge.
void small_pill(QPainter& painter, int left, int middle, const QString& word, const QColor& fill);
int small_pill_width(const QString& word);

/// A rounded box with a border.
void box(QPainter& painter, const QRectF& area, const QColor& fill, const QColor& border,
         double radius = 6);

/// One line of text, cut with an ellipsis where it does not fit; returns the width used.
int line(QPainter& painter, const QRect& area, const QString& text, const QFont& font,
         const QColor& colour, Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter);

/// The hatch that marks the dead, so that colour is not the only sign.
void hatch(QPainter& painter, const QRectF& area, const QColor& colour);

}  // namespace vectorscope::paint
