// SPDX-License-Identifier: GPL-2.0-or-later
// Paints what happened at one step: triangles, ticks, crosses and arrows.
#pragma once
#include <QPainter>

#include "ui/theme/theme.hpp"
#include "ui/timeline/visible_marks.hpp"

namespace vectorscope {

void paint_marks(QPainter& painter, const Timeline& timeline, const LaneGeometry& where,
                 const Theme& theme);

/// One mark's shape in its box; also what the legend shows.
void paint_mark(QPainter& painter, const QRectF& box, MarkKind kind, const Theme& theme);

/// An arrow with its head; one that did not get through ends half way, in a cross.
void paint_arrow(QPainter& painter, const QLineF& line, bool got_through, const Theme& theme);

}  // namespace vectorscope
