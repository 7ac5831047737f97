// SPDX-License-Identifier: GPL-2.0-or-later
// What the colours and shapes mean: the same above the window's timeline and
// on every exported picture.
#pragma once
#include <QPainter>

#include "ui/theme/theme.hpp"

namespace vectorscope {

/// In one row from the left, as far as there is room.
void paint_legend(QPainter& painter, const QRectF& row, const Theme& theme);

}  // namespace vectorscope
