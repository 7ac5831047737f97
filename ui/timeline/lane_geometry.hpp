// SPDX-License-Identifier: GPL-2.0-or-later
// Where things are: the captions' row, if there are any, the board's row, then a
// row for each lane.
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
  double captions = 0;        ///< height of their row

  static constexpr double kBoardHeight = 16, kCaptionHeight = 20;

  [[nodiscard]] double above() const { return captions + kBoardHeight; }  ///< the lanes

  [[nodiscard]] double pitch() const {
    return (area.height() - above()) / std::max<double>(1, double(lanes.size()));
  }
  [[nodiscard]] QRectF board() const {
    return {area.left(), area.top() + captions, area.width(), kBoardHeight};
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
