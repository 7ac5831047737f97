// SPDX-License-Identifier: GPL-2.0-or-later
// Where things are: the board's row on top, then a row for each lane.
#pragma once
#include <optional>
#include <vector>

#include <QRectF>

#include "ui/timeline/strips.hpp"

namespace vectorscope {

struct LaneGeometry {
  QRectF area;                ///< the plot without labels and axis
  std::vector<CoreId> lanes;  ///< from top to bottom
  StepScale scale;            ///< over the area's width
  double resolution = 1;      ///< columns in a unit of the area's width

  static constexpr double kBoardHeight = 16;

  [[nodiscard]] double pitch() const {
    return (area.height() - kBoardHeight) / std::max<double>(1, double(lanes.size()));
  }
  [[nodiscard]] QRectF board() const {
    return {area.left(), area.top(), area.width(), kBoardHeight};
  }
  /// The bar of a row: whole pixels, with air above for triangles and ticks.
  [[nodiscard]] QRectF bar(int row) const;
  [[nodiscard]] std::optional<int> row_of(CoreId lane) const;
  [[nodiscard]] std::optional<CoreId> lane_at(double y) const;

  [[nodiscard]] double x_of(double step) const {
    return area.left() + scale.column_of(step) / resolution;
  }
  [[nodiscard]] double step_at(double x) const {
    return scale.step_of((x - area.left()) * resolution);
  }
};

}  // namespace vectorscope
