// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/legend.hpp"

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
      mark("handler swap", MarkKind::Swap, 9, 8),
      {"IRQ above, EOI below", 10,
       [](QPainter& p, const QRectF& r, const Theme& t) {
         paint_state(p, {r.left(), r.center().y() - 2, r.width(), 4}, LaneState::Handler, t);
         p.fillRect(QRectF(r.left(), r.top() - 1, 2, 5), t.irq);
         p.fillRect(QRectF(r.right() - 2, r.bottom() - 4, 2, 5), t.irq);
       }},
      mark("key", MarkKind::Key, 8, 8),
      mark("guest's mark", MarkKind::Note, 7, 8),
      mark("fault put in", MarkKind::Injected, 8, 8),
      mark("nothing answers", MarkKind::Trouble, 8, 8),
  };
  return all;
}

}  // namespace

void paint_legend(QPainter& painter, const QRectF& row, const Theme& theme) {
  constexpr double kSample = 12, kWordGap = 6, kGap = 16;
  painter.setFont(sans_font(12));
  double x = row.left();
  for (const Entry& entry : entries()) {
    const double word = painter.fontMetrics().horizontalAdvance(entry.word);
    const double width = entry.width + kWordGap + word;
    if (x + width > row.right()) break;
    entry.paint(painter, {x, std::floor(row.center().y() - kSample / 2), entry.width, kSample}, theme);
    painter.setPen(theme.text2);
    painter.drawText(QRectF(x + entry.width + kWordGap, row.top(), word + 1, row.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, entry.word);
    x += width + kGap;
  }
}

}  // namespace vectorscope
