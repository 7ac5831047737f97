// SPDX-License-Identifier: GPL-2.0-or-later
// The captions above the lanes: a numbered plate where each belongs, its words
// as far as there is room, and a thin line through the lanes below.
#pragma once
#include <QPainter>

#include "emu/trace/step_caption.hpp"
#include "ui/timeline/lane_geometry.hpp"

namespace vectorscope {

struct Theme;

/// Where one is; `plate` is null for those that are not in sight.
struct CaptionPlace {
  double x = 0;         ///< of its step
  QRectF plate, words;  ///< both in the row of captions
};

/// In the order of the captions. Those of the same place stand side by side.
std::vector<CaptionPlace> caption_places(const StepCaptions& captions, const LaneGeometry& where);

void paint_captions(QPainter& painter, const StepCaptions& captions, const LaneGeometry& where,
                    const Theme& theme);

/// The caption at `point`, in words; empty if there is none.
std::string caption_at(const StepCaptions& captions, const LaneGeometry& where, QPointF point);

}  // namespace vectorscope
