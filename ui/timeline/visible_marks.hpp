// SPDX-License-Identifier: GPL-2.0-or-later
// The marks in sight and where they are, without a painter.
#pragma once
#include <QLineF>

#include "ui/timeline/lane_geometry.hpp"

namespace vectorscope {

struct VisibleMarks {
  std::vector<Mark> points;  ///< all but IPIs, in order
  std::vector<Mark> ipis;
  std::size_t ipi_count = 0;  ///< also those that were not looked at
  bool sampled = false;       ///< too many to look at each
};

/// More shapes become ticks of one pixel, more arrows a strip of density.
inline constexpr std::size_t kMostShapes = 400;
inline constexpr std::size_t kMostArrows = 1500;

/// Ticks of a lane closer than this, on average, become dots.
inline constexpr double kLeastTickGap = 6;

VisibleMarks visible_marks(const Timeline& timeline, const LaneGeometry& where);

/// The place of a mark that is not an IPI; empty if its lane is not shown.
QRectF mark_box(const Mark& mark, const LaneGeometry& where);

/// From the sender's bar to the receiver's; null if one of them is not shown.
QLineF arrow_of(const Mark& ipi, const LaneGeometry& where);

}  // namespace vectorscope
