// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/lane_geometry.hpp"

#include <algorithm>
#include <cmath>

namespace vectorscope {

QRectF LaneGeometry::bar(int row) const {
  const double height = std::floor(std::clamp(pitch() * 0.68, 3.0, 30.0));
  const double middle = area.top() + above() + (row + 0.5) * pitch();
  return {area.left(), std::floor(middle - height / 2), area.width(), height};
}

std::optional<int> LaneGeometry::row_of(CoreId lane) const {
  const auto found = std::find(lanes.begin(), lanes.end(), lane);
  if (found == lanes.end()) return {};
  return static_cast<int>(found - lanes.begin());
}

std::optional<CoreId> LaneGeometry::lane_at(double y) const {
  const double row = std::floor((y - area.top() - above()) / pitch());
  if (row < 0 || row >= static_cast<double>(lanes.size())) return {};
  return lanes[static_cast<std::size_t>(row)];
}

}  // namespace vectorscope
