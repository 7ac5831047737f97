// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/lane_painter.hpp"

#include <algorithm>
#include <cmath>

#include <QImage>
#include <QPaintEngine>

#include "ui/timeline/held_columns.hpp"

namespace vectorscope {
namespace {

/// From bottom to top where shares are stacked: what stands out lies on top.
constexpr LaneState kStack[] = {
    LaneState::NotStarted, LaneState::Halted,   LaneState::Running, LaneState::Frozen,
    LaneState::Masked,     LaneState::Handler,  LaneState::Busy,    LaneState::Spinning,
    LaneState::Dead,
};

/// Diagonal lines, fixed to the page so that neighbours join without a seam.
void hatch(QPainter& painter, const QRectF& rect, const QColor& colour, double gap) {
  QVector<QLineF> lines;
  const double height = rect.height();
  const double first = std::floor((rect.left() - height) / gap);
  const int count = static_cast<int>(std::ceil(rect.right() / gap - first));
  for (int i = 0; i < count; ++i) {
    const double x = (first + i) * gap;
    lines.append(QLineF(x, rect.bottom(), x + height, rect.top()));
  }
  painter.save();
  painter.setClipRect(rect, Qt::IntersectClip);
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setPen(QPen(colour, 1.6));
  painter.drawLines(lines);
  painter.restore();
}

/// The vector, and the state's word where there is room for it.
QString label_of(LaneState state, Vector vector, double room) {
  QString number = QString("%1").arg(vector, 2, 16, QChar('0')).toUpper();
  switch (state) {
    case LaneState::Running: return {};
    case LaneState::Handler: return number;
    case LaneState::Busy:  // vector 0: called, not interrupted
      if (vector == 0) return room > 40 ? "busy" : "";
      return room > 60 ? "busy " + number : number;
    default: return room > 84 ? QString(lane_state_word(state)) : QString();
  }
}

/// With an edge above, so that it stands out from every state's colour.
void paint_hold_line(QPainter& painter, const QRectF& bar, const QColor& colour,
                     const QColor& edge) {
  const double height = std::clamp(std::floor(bar.height() / 5), 1.0, 4.0);
  const QRectF line(bar.left(), bar.bottom() - height, bar.width(), height);
  if (bar.height() >= 8) painter.fillRect(line.adjusted(0, -1, 0, -height), edge);
  painter.fillRect(line, colour);
}

class LanePainter {
 public:
  LanePainter(QPainter& painter, const LaneGeometry& where, const Theme& theme)
      : painter_(painter), where_(where), theme_(theme),
        pixels_(painter.paintEngine()->type() == QPaintEngine::Raster) {
    for (const LaneState state : kStack) colours_[std::size_t(state)] = theme.lane(state).rgb();
  }

  void paint(const std::vector<Strip>& strips, const QRectF& bar) {
    for (const Strip& strip : strips) {
      if (!strip.stacked)
        paint_state(painter_, rect_of(strip, bar), strip.state, theme_);
      else if (!pixels_)
        paint_stack(strip, rect_of(strip, bar));
    }
    if (pixels_) paint_stacks_as_pixels(strips, bar);
    paint_labels(strips, bar);
  }

 private:
  [[nodiscard]] QRectF rect_of(const Strip& strip, const QRectF& bar) const {
    return {bar.left() + strip.column / where_.resolution, bar.top(),
            strip.columns / where_.resolution, bar.height()};
  }

  void paint_stack(const Strip& strip, const QRectF& rect) {
    double bottom = rect.bottom();
    for (const LaneState state : kStack) {
      const double height = strip.heights[std::size_t(state)] / where_.resolution;
      if (height <= 0) continue;
      bottom -= height;
      painter_.fillRect(QRectF(rect.left(), bottom, rect.width(), height), theme_.lane(state));
    }
  }

  /// Thousands of narrow rectangles cost more than one image.
  void paint_stacks_as_pixels(const std::vector<Strip>& strips, const QRectF& bar) {
    const auto stacked = [](const Strip& strip) { return strip.stacked; };
    if (std::none_of(strips.begin(), strips.end(), stacked)) return;
    const int height = static_cast<int>(std::lround(bar.height() * where_.resolution));
    QImage image(where_.scale.columns, height, QImage::Format_ARGB32_Premultiplied);
    image.fill(0);
    for (const Strip& strip : strips)
      if (strip.stacked) fill_columns(image, strip);
    painter_.drawImage(QRectF(bar.left(), bar.top(), image.width() / where_.resolution, bar.height()), image);
  }

  void fill_columns(QImage& image, const Strip& strip) const {
    int row = image.height();
    for (const LaneState state : kStack) {
      const int top = std::max(0, row - strip.heights[std::size_t(state)]);
      for (; row > top; --row) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(row - 1)) + strip.column;
        std::fill_n(line, strip.columns, colours_[std::size_t(state)]);
      }
    }
  }

  void paint_labels(const std::vector<Strip>& strips, const QRectF& bar) {
    if (bar.height() < 9) return;
    painter_.setFont(sans_font(bar.height() < 12 ? 9 : bar.height() < 16 ? 10 : 11, true));
    for (const Strip& strip : strips) {
      if (strip.stacked || strip.columns / where_.resolution < 20) continue;
      paint_label(strip, rect_of(strip, bar));
    }
  }

  void paint_label(const Strip& strip, const QRectF& rect) {
    const QString text = label_of(strip.state, strip.vector, rect.width());
    if (text.isEmpty()) return;
    const double width = painter_.fontMetrics().horizontalAdvance(text);
    if (width + 6 > rect.width()) return;
    // The cross of a death lies on the span's beginning.
    const double indent = strip.state == LaneState::Dead ? 14 : 6;
    const QRectF place = rect.width() < 56 ? rect : rect.adjusted(indent, 0, 0, 0);
    const int align = rect.width() < 56 ? Qt::AlignCenter : Qt::AlignVCenter | Qt::AlignLeft;
    if (strip.state == LaneState::Dead || strip.state == LaneState::Frozen)
      // Words on a hatch need a ground of their own.
      painter_.fillRect(QRectF(place.left() - 6, rect.top(), width + 12, rect.height()),
                        theme_.lane(strip.state));
    painter_.setPen(ink(strip.state));
    // A little higher in a low bar: its lower edge belongs to the lock's line.
    const double lift = rect.height() < 20 ? 2 : 0;
    painter_.drawText(place.adjusted(0, 0, 0, -lift), align | Qt::TextDontClip, text);
  }

  [[nodiscard]] QColor ink(LaneState state) const {
    const bool quiet = state == LaneState::Halted || state == LaneState::NotStarted;
    return quiet ? theme_.text3 : theme_.ink_on(theme_.lane(state));
  }

  QPainter& painter_;
  const LaneGeometry& where_;
  const Theme& theme_;
  const bool pixels_;
  std::array<QRgb, kLaneStates> colours_{};
};

}  // namespace

void paint_state(QPainter& painter, const QRectF& rect, LaneState state, const Theme& theme) {
  painter.fillRect(rect, theme.lane(state));
  if (rect.width() < 3) {
    if (state == LaneState::Dead) painter.fillRect(rect, theme.dead);
    return;
  }
  if (state == LaneState::Dead) hatch(painter, rect, theme.dead, 6);
  if (state == LaneState::Frozen) hatch(painter, rect, theme.text3, 9);
  if (state == LaneState::NotStarted)
    painter.fillRect(QRectF(rect.left(), std::floor(rect.center().y()), rect.width(), 1), theme.border);
}

void paint_hold(QPainter& painter, const QRectF& bar, const Theme& theme) {
  paint_hold_line(painter, bar, theme.holds_lock, theme.panel);
}

void paint_holds(QPainter& painter, const Timeline& timeline, const LaneGeometry& where,
                 const Theme& theme) {
  // Where a column is held for a part of its time the line is paler.
  std::array<QColor, HeldRun::kAll + 1> colours{};
  for (int quarters = 0; quarters <= HeldRun::kAll; ++quarters) {
    colours[std::size_t(quarters)] = theme.holds_lock;
    colours[std::size_t(quarters)].setAlphaF(float(quarters) / HeldRun::kAll);
  }
  for (int row = 0; row < static_cast<int>(where.lanes.size()); ++row) {
    const QRectF bar = where.bar(row);
    for (const HeldRun& run : held_columns(timeline, where.lanes[std::size_t(row)], where.scale)) {
      const QRectF part(bar.left() + run.column / where.resolution, bar.top(),
                        run.columns / where.resolution, bar.height());
      paint_hold_line(painter, part, colours[std::size_t(run.quarters)], theme.panel);
    }
  }
}

void paint_lanes(QPainter& painter, const Timeline& timeline, const LaneGeometry& where,
                 const Theme& theme) {
  LanePainter lane_painter(painter, where, theme);
  for (int row = 0; row < static_cast<int>(where.lanes.size()); ++row) {
    const QRectF bar = where.bar(row);
    const int height = static_cast<int>(std::lround(bar.height() * where.resolution));
    lane_painter.paint(strips_of(timeline, where.lanes[std::size_t(row)], where.scale, height), bar);
  }
}

void paint_lane_names(QPainter& painter, const LaneGeometry& where, const Theme& theme) {
  const double pitch = where.pitch();
  painter.setFont(sans_font(pitch < 14 ? 10 : 12));
  painter.setPen(theme.text2);
  const auto name = [&](double middle, const QString& text) {
    painter.drawText(QRectF(where.area.left() - 80, middle - 10, 72, 20),
                     Qt::AlignRight | Qt::AlignVCenter, text);
  };
  const int every = pitch < 11 ? 2 : 1;
  for (int row = 0; row < static_cast<int>(where.lanes.size()); row += every)
    name(where.bar(row).center().y(), QString("core %1").arg(where.lanes[std::size_t(row)]));
  painter.setPen(theme.text3);
  name(where.board().center().y(), "board");
}

}  // namespace vectorscope
