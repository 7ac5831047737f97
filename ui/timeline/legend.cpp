// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/legend.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "ui/timeline/lane_painter.hpp"
#include "ui/timeline/mark_painter.hpp"

namespace vectorscope {
namespace {

struct Entry {
  QString word;
  double width;  ///< of the sample
  std::function<void(QPainter&, const QRectF&, const Theme&)> paint;
};

Entry state(LaneState which) {
  return {lane_state_word(which), 18,
          [which](QPainter& p, const QRectF& r, const Theme& t) { paint_state(p, r, which, t); }};
}

Entry mark(const char* word, MarkKind which, double width, double height) {
  return {word, width, [=](QPainter& p, const QRectF& r, const Theme& t) {
            const QPointF middle = r.center();
            paint_mark(p, {middle.x() - width / 2, middle.y() - height / 2, width, height}, which, t);
          }};
}

const std::vector<Entry>& entries() {
  static const std::vector<Entry> all = {
      state(LaneState::Running),
      state(LaneState::Handler),
      state(LaneState::Busy),
      state(LaneState::Spinning),
      state(LaneState::Halted),
      state(LaneState::Frozen),
      state(LaneState::Dead),
      {"holds a lock", 18,
       [](QPainter& p, const QRectF& r, const Theme& t) {
         paint_state(p, r, LaneState::Running, t);
         paint_hold(p, r.adjusted(0, -4, 0, 0), t);
       }},
      {"IPI", 16,
       [](QPainter& p, const QRectF& r, const Theme& t) {
         paint_arrow(p, QLineF(r.bottomLeft(), r.topRight()), true, t);
       }},
      mark("swap", MarkKind::Swap, 9, 8),
      {"IRQ, EOI", 10,
       [](QPainter& p, const QRectF& r, const Theme& t) {
         paint_state(p, {r.left(), r.center().y() - 2, r.width(), 4}, LaneState::Handler, t);
         p.fillRect(QRectF(r.left(), r.top() - 1, 2, 5), t.irq);
         p.fillRect(QRectF(r.right() - 2, r.bottom() - 4, 2, 5), t.irq);
       }},
      mark("key", MarkKind::Key, 8, 8),
      mark("mark", MarkKind::Note, 7, 8),
      mark("fault put in", MarkKind::Injected, 8, 8),
      mark("nothing answers", MarkKind::Trouble, 8, 8),
  };
  return all;
}

constexpr double kSample = 12, kWordGap = 6;

double width_of(const Entry& entry, const QFontMetricsF& metrics) {
  return entry.width + kWordGap + metrics.horizontalAdvance(entry.word);
}

/// Between two entries: less where that makes all of them fit.
double gap_for(double room, const QFontMetricsF& metrics) {
  constexpr double kGap = 16, kLeastGap = 9;
  double words = 0;
  for (const Entry& entry : entries()) words += width_of(entry, metrics);
  return std::clamp((room - words) / double(entries().size() - 1), kLeastGap, kGap);
}

void paint_entry(QPainter& painter, const Entry& entry, double x, const QRectF& row, const Theme& theme) {
  entry.paint(painter, {x, std::floor(row.center().y() - kSample / 2), entry.width, kSample}, theme);
  painter.setPen(theme.text2);
  const double left = x + entry.width + kWordGap;
  painter.drawText(QRectF(left, row.top(), row.right() - left + 1, row.height()),
                   Qt::AlignLeft | Qt::AlignVCenter, entry.word);
}

QString more(std::size_t count) { return QStringLiteral("+%1").arg(count); }

}  // namespace

QStringList paint_legend(QPainter& painter, const QRectF& row, const Theme& theme) {
  painter.setFont(sans_font(12));
  const QFontMetricsF metrics(painter.font());
  const double gap = gap_for(row.width(), metrics), count_width = metrics.horizontalAdvance(more(99));
  double x = row.left();
  for (std::size_t at = 0; at < entries().size(); ++at) {
    const double end = x + width_of(entries()[at], metrics);
    const bool last = at + 1 == entries().size();
    if (end + (last ? 0 : gap + count_width) > row.right() + 0.5 && !(last && end <= row.right() + 0.5)) {
      QStringList left_out;
      for (auto rest = at; rest < entries().size(); ++rest) left_out << entries()[rest].word;
      painter.setPen(theme.text2);
      painter.drawText(QRectF(x, row.top(), row.right() - x, row.height()),
                       Qt::AlignLeft | Qt::AlignVCenter, more(entries().size() - at));
      return left_out;
    }
    paint_entry(painter, entries()[at], x, row, theme);
    x = end + gap;
  }
  return {};
}

int paint_legend_rows(QPainter* painter, const QRectF& row, const Theme& theme) {
  const QFontMetricsF metrics(sans_font(12));
  const double gap = gap_for(row.width(), metrics);
  if (painter) painter->setFont(sans_font(12));
  double x = row.left();
  int rows = 1;
  for (const Entry& entry : entries()) {
    const double width = width_of(entry, metrics);
    if (x > row.left() && x + width > row.right() + 0.5) {
      x = row.left();
      ++rows;
    }
    if (painter) paint_entry(*painter, entry, x, row.translated(0, (rows - 1) * row.height()), theme);
    x += width + gap;
  }
  return rows;
}

}  // namespace vectorscope
