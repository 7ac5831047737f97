// SPDX-License-Identifier: GPL-2.0-or-later
// What lies under the pointer, and the words for it.
#pragma once
#include <optional>
#include <string>

#include "ui/timeline/visible_marks.hpp"

namespace vectorscope {

struct Hit {
  std::optional<Mark> mark;  ///< wins over the span that it lies on
  CoreId lane = kNoCore;
  std::optional<Span> span;
  std::string words;         ///< empty when there is nothing
};

Hit hit_at(const Timeline& timeline, const LaneGeometry& where, QPointF point);

/// "core 2: in handler 0x80, steps 1 204 to 1 310 (107)".
std::string describe_span(CoreId lane, const Span& span);

/// "; holds the lock in slot 0x80 since step 1 204", or nothing.
std::string describe_hold(const Timeline& timeline, CoreId lane, Step step);

/// Where a hit is drawn, to outline it.
QRectF outline_of(const Hit& hit, const LaneGeometry& where);

}  // namespace vectorscope
