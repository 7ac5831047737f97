// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/views/script_view.hpp"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

#include "ui/models/words.hpp"
#include "ui/theme/theme.hpp"
#include "ui/views/paint.hpp"

namespace vectorscope {
namespace {

constexpr int kPlate = 20, kGap = 8, kPad = 4, kStepWidth = 70;

QFont words_font() {
  return sans_font(13);
}

QRect words_area(int width, int top, int height) {
  const int left = kPad + kPlate + kGap;
  return {left, top, std::max(40, width - left - kStepWidth - kGap), height};
}

bool same(const ScriptLineView& a, const ScriptLineView& b) {
  return a.reached == b.reached && a.words == b.words;
}

}  // namespace

ScriptView::ScriptView(QWidget* parent) : QWidget(parent) {
  setObjectName("lab-script");
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

void ScriptView::set_view(const LabView& view) {
  const bool missed = view.state == LabView::Script::Missed;
  const bool unchanged =
      missed == missed_ &&
      std::equal(lines_.begin(), lines_.end(), view.script.begin(), view.script.end(), same);
  if (unchanged) return;
  const bool other_lines = lines_.size() != view.script.size();
  lines_ = view.script;
  reached_ = view.reached;
  missed_ = missed;
  if (other_lines) updateGeometry();
  update();
}

std::vector<ScriptView::Row> ScriptView::rows(int width) const {
  const QFontMetrics metrics(words_font());
  std::vector<Row> rows;
  int top = 0;
  for (const auto& line : lines_) {
    const QRect text = metrics.boundingRect(words_area(width, 0, 1000), Qt::TextWordWrap,
                                            QString::fromStdString(line.words));
    const int height = std::max(kPlate, text.height()) + 2 * kPad;
    rows.push_back({top, height});
    top += height;
  }
  return rows;
}

int ScriptView::heightForWidth(int width) const {
  const auto all = rows(width);
  return all.empty() ? 0 : all.back().top + all.back().height;
}

QRect ScriptView::here() const {
  const auto all = rows(width());
  if (all.empty()) return {};
  const auto& row = all[std::min(reached_, all.size() - 1)];
  return {0, row.top, width(), row.height};
}

void ScriptView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const auto all = rows(width());
  for (std::size_t at = 0; at < all.size(); ++at) paint_row(painter, at, all[at]);
}

// Filled plates are done; the next line has a bar and bright words.
void ScriptView::paint_row(QPainter& painter, std::size_t at, const Row& row) const {
  const Theme& colours = theme();
  const auto& line = lines_[at];
  const bool done = line.reached.has_value(), next = at == reached_;
  const QColor mark = next && missed_ ? colours.danger : colours.accent;
  if (next)
    paint::box(painter, QRectF(0, row.top, width(), row.height), colours.selected, colours.selected,
               4);
  const QRect plate(kPad, row.top + kPad, kPlate, kPlate);
  paint::box(painter, plate, done ? colours.accent : colours.panel,
             done || next ? mark : colours.border, 4);
  paint::line(painter, plate, QString::number(at + 1), sans_font(11, true),
              done   ? colours.on_accent
              : next ? mark
                     : colours.text3,
              Qt::AlignCenter);
  painter.setFont(words_font());
  painter.setPen(done || next ? colours.text : colours.text2);
  const QFontMetrics metrics(words_font());
  QRect area = words_area(width(), row.top + kPad, row.height - 2 * kPad);
  if (metrics.horizontalAdvance(QString::fromStdString(line.words)) <= area.width())
    area.setHeight(kPlate);  // one line stands level with its number
  painter.drawText(area, int(Qt::TextWordWrap) | Qt::AlignVCenter,
                   QString::fromStdString(line.words));
  const QRect right(width() - kStepWidth - kPad, row.top + kPad, kStepWidth, kPlate);
  if (done)
    paint::line(painter, right, words::grouped(*line.reached), mono_font(12), colours.text2,
                Qt::AlignRight | Qt::AlignVCenter);
  else if (next)
    paint::line(painter, right, missed_ ? "missed" : "next", sans_font(12), mark,
                Qt::AlignRight | Qt::AlignVCenter);
}

bool ScriptView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto& help = *static_cast<QHelpEvent*>(event);
  const auto all = rows(width());
  for (std::size_t at = 0; at < all.size(); ++at)
    if (help.y() >= all[at].top && help.y() < all[at].top + all[at].height)
      QToolTip::showText(help.globalPos(), QString::fromStdString(lines_[at].code), this);
  return true;
}

}  // namespace vectorscope
