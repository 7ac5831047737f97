// SPDX-License-Identifier: GPL-2.0-or-later
// Paints the bars of the lanes: fills, hatches and words.
#pragma once
#include <QPainter>

#include "ui/theme/theme.hpp"
#include "ui/timeline/lane_geometry.hpp"

namespace vectorscope {

void paint_lanes(QPainter& painter, const Timeline& timeline, const LaneGeometry& where,
                 const Theme& theme);

/// A line along the lower edge of each bar while its core holds a lock.
void paint_holds(QPainter& painter, const Timeline& timeline, const LaneGeometry& where,
                 const Theme& theme);

/// The line of a bar, all held; also what the legend shows.
void paint_hold(QPainter& painter, const QRectF& bar, const Theme& theme);

/// "core 0"..., to the left of the area.
void paint_lane_names(QPainter& painter, const LaneGeometry& where, const Theme& theme);

/// Fill and hatch of a state; also what the legend shows.
void paint_state(QPainter& painter, const QRectF& rect, LaneState state, const Theme& theme);

}  // namespace vectorscope
