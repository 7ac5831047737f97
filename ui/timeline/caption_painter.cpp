// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/caption_painter.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "emu/trace/words.hpp"
#include "ui/theme/theme.hpp"

namespace vectorscope {
namespace {

constexpr double kPlateHeight = 15, kGap = 3, kWordGap = 5;

double plate_width(std::size_t number) {
  return number < 9 ? 16 : 22;
}

bool in_sight(double x, const LaneGeometry& where) {
  return x >= where.area.left() - 0.5 && x <= where.area.right() + 0.5;
}

/// At the right end plates stand before their lines, the last one at the border.
void keep_inside(std::vector<CaptionPlace>& places, const LaneGeometry& where) {
  double end = where.area.right() + 1;
  for (auto at = places.size(); at-- > 0;) {
    auto& plate = places[at].plate;
    if (plate.isNull()) continue;
    plate.moveRight(std::min(plate.right(), end));
    if (plate.left() < where.area.left()) plate = {};  // too many of them for this width
    end = std::min(end, plate.isNull() ? end : plate.left() - kGap);
  }
}

/// Words end before the next plate, or where the picture does.
void share_out_words(std::vector<CaptionPlace>& places, const LaneGeometry& where) {
  double end = where.area.right();
  for (auto at = places.size(); at-- > 0;) {
    auto& place = places[at];
    if (place.plate.isNull()) continue;
    const double left = place.plate.right() + kWordGap;
    place.words = {left, place.plate.top(), std::max(0.0, end - left), kPlateHeight};
    end = place.plate.left() - 2 * kGap;
  }
}

}  // namespace

std::vector<CaptionPlace> caption_places(const StepCaptions& captions, const LaneGeometry& where) {
  std::vector<CaptionPlace> places;
  double taken = where.area.left() - kGap;
  for (std::size_t at = 0; at < captions.size(); ++at) {
    CaptionPlace place{where.x_of(static_cast<double>(captions[at].step)), {}, {}};
    if (in_sight(place.x, where)) {
      const double left = std::max(std::floor(place.x - 1), taken + kGap);
      place.plate = {left, where.area.top() + 1, plate_width(at), kPlateHeight};
      taken = place.plate.right();
    }
    places.push_back(place);
  }
  keep_inside(places, where);
  share_out_words(places, where);
  return places;
}

void paint_captions(QPainter& painter, const StepCaptions& captions, const LaneGeometry& where,
                    const Theme& theme) {
  const auto places = caption_places(captions, where);
  QPen line(theme.accent, 1, Qt::CustomDashLine);
  line.setDashPattern({2, 3});
  for (std::size_t at = 0; at < places.size(); ++at) {
    const auto& [x, plate, words] = places[at];
    if (!in_sight(x, where)) continue;
    painter.setPen(line);
    painter.drawLine(QPointF(std::floor(x) + 0.5, where.board().top()),
                     QPointF(std::floor(x) + 0.5, where.area.bottom()));
    if (plate.isNull()) continue;
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    painter.drawRoundedRect(plate, 3, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(sans_font(11, true));
    painter.setPen(theme.ink_on(theme.accent));
    painter.drawText(plate, Qt::AlignCenter, QString::number(at + 1));
    constexpr double kWorthReading = 40;
    if (words.width() < kWorthReading) continue;
    painter.setFont(sans_font(12));
    painter.setPen(theme.text);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(QString::fromStdString(captions[at].words),
                                                      Qt::ElideRight, int(words.width())));
  }
}

std::string caption_at(const StepCaptions& captions, const LaneGeometry& where, QPointF point) {
  const auto places = caption_places(captions, where);
  for (std::size_t at = 0; at < places.size(); ++at) {
    if (!places[at].plate.united(places[at].words).contains(point)) continue;
    return fmt::format("script, {}: {}, step {}", at + 1, captions[at].words,
                       grouped(captions[at].step));
  }
  return {};
}

}  // namespace vectorscope
