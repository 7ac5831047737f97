// SPDX-License-Identifier: GPL-2.0-or-later
// What the colours and shapes mean: the same above the window's timeline and
// on every exported picture.
#pragma once
#include <QPainter>
#include <QStringList>

#include "ui/theme/theme.hpp"

namespace vectorscope {

/// In one row from the left, as far as there is room; then how many more there
/// are. Returns the words of those.
QStringList paint_legend(QPainter& painter, const QRectF& row, const Theme& theme);

/// All of it, in as many rows as that takes, each as high as `row`, the first.
/// Returns how many. Without a painter it only counts.
int paint_legend_rows(QPainter* painter, const QRectF& row, const Theme& theme);

}  // namespace vectorscope
