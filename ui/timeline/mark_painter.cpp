// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/mark_painter.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <QPainterPath>

namespace vectorscope {
namespace {

QColor colour_of(MarkKind kind, const Theme& theme) {
  switch (kind) {
    case MarkKind::Swap: return theme.swap;
    case MarkKind::Key: return theme.key;
    case MarkKind::Note: return theme.text;
    case MarkKind::Ipi: return theme.ipi;
    case MarkKind::Kill: return theme.dead;
    case MarkKind::Injected:
    case MarkKind::Trouble: return theme.danger;
    default: return theme.irq;
  }
}

void cross(QPainter& painter, const QRectF& box) {
  painter.drawLine(box.topLeft(), box.bottomRight());
  painter.drawLine(box.topRight(), box.bottomLeft());
}

/// A pole whose foot is the step, and a pennant.
QPainterPath flag(const QRectF& box) {
  QPainterPath path;
  path.addRect(QRectF(box.left(), box.top(), 1.5, box.height()));
  path.moveTo(box.topLeft());
  path.lineTo(box.right(), box.top() + box.height() / 4);
  path.lineTo(box.left(), box.center().y());
  path.closeSubpath();
  return path;
}

QPainterPath triangle(const QRectF& box) {
  QPainterPath path(box.topLeft());
  path.lineTo(box.topRight());
  path.lineTo(box.center().x(), box.bottom());
  path.closeSubpath();
  return path;
}

QPainterPath diamond(const QRectF& box) {
  QPainterPath path(QPointF(box.center().x(), box.top()));
  path.lineTo(box.right(), box.center().y());
  path.lineTo(box.center().x(), box.bottom());
  path.lineTo(box.left(), box.center().y());
  path.closeSubpath();
  return path;
}

QPainterPath head_of(const QLineF& line) {
  constexpr double kLength = 7, kHalfWidth = 2.6;
  const QLineF unit = line.unitVector();
  const QPointF along(unit.dx(), unit.dy()), across(-unit.dy(), unit.dx());
  const QPointF base = line.p2() - along * std::min(kLength, line.length());
  QPainterPath path(line.p2());
  path.lineTo(base + across * kHalfWidth);
  path.lineTo(base - across * kHalfWidth);
  path.closeSubpath();
  return path;
}

/// Ticks of one lane and kind that fall on the same pixel are painted once.
/// Where there are very many they shrink, or they would outshine the lanes.
void paint_ticks(QPainter& painter, const std::vector<Mark>& marks, const LaneGeometry& where,
                 const Theme& theme) {
  const double per_lane = double(marks.size()) / std::max<double>(1, double(where.lanes.size()));
  const bool very_many = per_lane > where.area.width() / kLeastTickGap;
  std::array<std::array<int, 8>, 256> painted{};
  for (const Mark& mark : marks) {
    const QRectF box = mark_box(mark, where);
    const int x = static_cast<int>(std::floor(box.center().x()));
    int& last = painted[mark.core][static_cast<std::size_t>(mark.kind)];
    if (box.isNull() || last == x) continue;
    last = x;
    const double height = very_many ? 2 : std::min(box.height(), 6.0);
    QColor colour = colour_of(mark.kind, theme);
    if (very_many) colour.setAlphaF(0.6F);
    const double y = mark.kind == MarkKind::Eoi ? box.bottom() - height : box.top();
    painter.fillRect(QRectF(x, very_many && mark.kind != MarkKind::Eoi ? box.top() + 1 : y, 1, height), colour);
  }
}

/// All swaps as two paths: filled once each they cost a tenth of one by one,
/// and of strokes. Rims first, or close neighbours would hide one another.
void paint_swaps(QPainter& painter, const std::vector<Mark>& marks, const LaneGeometry& where,
                 const Theme& theme) {
  QPainterPath rims, swaps;
  rims.setFillRule(Qt::WindingFill);
  swaps.setFillRule(Qt::WindingFill);
  for (const Mark& mark : marks) {
    if (mark.kind != MarkKind::Swap) continue;
    const QRectF box = mark_box(mark, where);
    if (box.isNull()) continue;
    rims.addPath(triangle(box.adjusted(-2, -1, 2, 2)));
    swaps.addPath(triangle(box));
  }
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.fillPath(rims, theme.panel);
  painter.fillPath(swaps, theme.swap);
  painter.restore();
}

/// Swaps last: they are what one looks for.
void paint_shapes(QPainter& painter, const std::vector<Mark>& marks, const LaneGeometry& where,
                  const Theme& theme) {
  for (const Mark& mark : marks) {
    const QRectF box = mark.kind == MarkKind::Swap ? QRectF() : mark_box(mark, where);
    if (!box.isNull()) paint_mark(painter, box, mark.kind, theme);
  }
  paint_swaps(painter, marks, where, theme);
}

bool got_through(const Mark& ipi) {
  return ipi.outcome == Delivery::Accepted || ipi.outcome == Delivery::Overwritten;
}

void paint_arrows(QPainter& painter, const std::vector<Mark>& ipis, const LaneGeometry& where,
                  const Theme& theme) {
  for (const Mark& ipi : ipis) {
    const QLineF line = arrow_of(ipi, where);
    if (!line.isNull()) paint_arrow(painter, line, got_through(ipi), theme);
  }
}

/// How many IPIs were sent in each column: bars in the board's row.
void paint_density(QPainter& painter, const std::vector<Mark>& ipis, const LaneGeometry& where,
                   const Theme& theme) {
  constexpr int kBin = 2;
  std::vector<int> counts(std::size_t(where.area.width() / kBin) + 1);
  for (const Mark& ipi : ipis) {
    const double bin = (where.x_of(double(ipi.step)) - where.area.left()) / kBin;
    if (bin >= 0 && bin < double(counts.size())) ++counts[std::size_t(bin)];
  }
  const int most = *std::max_element(counts.begin(), counts.end());
  const QRectF board = where.board();
  for (std::size_t i = 0; most > 0 && i < counts.size(); ++i) {
    const double height = std::ceil((board.height() - 4) * counts[i] / most);
    painter.fillRect(QRectF(board.left() + double(i) * kBin, board.bottom() - 2 - height, kBin, height),
                     theme.ipi);
  }
}

}  // namespace

void paint_mark(QPainter& painter, const QRectF& box, MarkKind kind, const Theme& theme) {
  const QColor colour = colour_of(kind, theme);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, true);
  switch (kind) {
    case MarkKind::Swap: painter.fillPath(triangle(box), colour); break;
    case MarkKind::Injected: painter.fillPath(diamond(box), colour); break;
    case MarkKind::Trouble:
      painter.setPen(QPen(colour, 1.4));
      painter.drawPath(diamond(box.adjusted(1, 1, -1, -1)));
      break;
    case MarkKind::Kill:
      painter.setPen(QPen(theme.text, 2.2));
      cross(painter, box);
      break;
    case MarkKind::Note: painter.fillPath(flag(box), colour); break;
    case MarkKind::Key: painter.fillRect(box.adjusted(1, 1, -1, -1), colour); break;
    default:
      painter.setRenderHint(QPainter::Antialiasing, false);
      painter.fillRect(QRectF(std::floor(box.center().x() - 1), box.top(), 2, box.height()), colour);
  }
  painter.restore();
}

void paint_arrow(QPainter& painter, const QLineF& line, bool got_through, const Theme& theme) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setPen(QPen(theme.ipi, 1.2, got_through ? Qt::SolidLine : Qt::DotLine));
  const QLineF drawn(line.p1(), got_through ? line.p2() : line.pointAt(0.5));
  painter.drawLine(drawn);
  if (got_through) {
    painter.fillPath(head_of(line), theme.ipi);
  } else {
    painter.setPen(QPen(theme.ipi, 1.6));
    cross(painter, QRectF(drawn.p2() - QPointF(3, 3), QSizeF(6, 6)));
  }
  painter.restore();
}

void paint_marks(QPainter& painter, const Timeline& timeline, const LaneGeometry& where,
                 const Theme& theme) {
  const VisibleMarks marks = visible_marks(timeline, where);
  if (marks.ipi_count > kMostArrows)
    paint_density(painter, marks.ipis, where, theme);
  else
    paint_arrows(painter, marks.ipis, where, theme);
  if (marks.points.size() > kMostShapes)
    paint_ticks(painter, marks.points, where, theme);
  else
    paint_shapes(painter, marks.points, where, theme);
}

}  // namespace vectorscope
