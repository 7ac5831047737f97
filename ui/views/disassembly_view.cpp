// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/views/disassembly_view.hpp"

#include <QPainter>
#include <QPolygon>
#include <QScrollBar>

#include <algorithm>

#include "ui/models/words.hpp"
#include "ui/theme/theme.hpp"
#include "ui/views/paint.hpp"

namespace vectorscope {
namespace {

constexpr int kGutter = 22;
constexpr int kAddress = 72;
constexpr int kBytes = 108;     // dropped where the panel is narrow
constexpr int kMnemonic = 56;
constexpr int kOperands = 150;
constexpr int kNarrow = 430;

bool same(const DisassemblyLine& a, const DisassemblyLine& b) {
  return a.address == b.address && a.current == b.current && a.bytes == b.bytes &&
         a.mnemonic == b.mnemonic && a.operands == b.operands && a.comment == b.comment &&
         a.label == b.label;
}

bool transfers_control(const std::string& mnemonic) {
  return mnemonic.starts_with("iret") || mnemonic == "int" || mnemonic == "hlt" ||
         mnemonic.starts_with("ret");
}

bool touches_shared_memory(const std::string& mnemonic) {
  return mnemonic.starts_with("lock") || mnemonic == "xchg" || mnemonic.starts_with("cmpxchg");
}

QColor mnemonic_colour(const std::string& mnemonic) {
  if (touches_shared_memory(mnemonic)) return theme().ipi;
  return transfers_control(mnemonic) ? theme().changed : theme().text;
}

}  // namespace

DisassemblyView::DisassemblyView(QWidget* parent) : QAbstractScrollArea(parent) {
  setObjectName("disassembly");
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::NoFocus);
}

void DisassemblyView::set_lines(const std::vector<DisassemblyLine>& lines) {
  std::vector<Row> rows;
  rows.reserve(lines.size() + 8);
  for (const DisassemblyLine& line : lines) {
    if (!line.label.empty()) rows.push_back({true, line});
    rows.push_back({false, line});
  }
  const bool unchanged = std::equal(
      rows.begin(), rows.end(), rows_.begin(), rows_.end(),
      [](const Row& a, const Row& b) { return a.is_label == b.is_label && same(a.line, b.line); });
  if (unchanged) return;
  rows_ = std::move(rows);
  const auto current = std::find_if(rows_.begin(), rows_.end(),
                                    [](const Row& row) { return !row.is_label && row.line.current; });
  current_row_ = current == rows_.end() ? -1 : int(current - rows_.begin());
  update_scroll_bar();
  show_current();
  viewport()->update();
}

void DisassemblyView::resizeEvent(QResizeEvent*) {
  update_scroll_bar();
  show_current();
}

void DisassemblyView::update_scroll_bar() {
  const int page = std::max(1, viewport()->height() / kRow);
  verticalScrollBar()->setPageStep(page);
  verticalScrollBar()->setRange(0, std::max(0, rows() - page));
}

// The current line stays where the eye is, a third from the top, unless it is seen anyway.
void DisassemblyView::show_current() {
  if (current_row_ < 0) return;
  const int page = verticalScrollBar()->pageStep();
  const int top = verticalScrollBar()->value();
  const int margin = std::min(2, page / 4);
  if (current_row_ < top + margin || current_row_ >= top + page - margin) {
    verticalScrollBar()->setValue(current_row_ - page / 3);
  }
}

void DisassemblyView::paintEvent(QPaintEvent*) {
  QPainter painter(viewport());
  painter.fillRect(viewport()->rect(), theme().panel);
  int top = 2;
  for (int at = verticalScrollBar()->value(); at < rows() && top < viewport()->height(); ++at) {
    paint_row(painter, rows_[std::size_t(at)], top);
    top += kRow;
  }
  if (rows_.empty()) {
    paint::line(painter, viewport()->rect(), QStringLiteral("no code to show"), sans_font(12),
                theme().text3, Qt::AlignCenter);
  }
}

void DisassemblyView::paint_row(QPainter& painter, const Row& row, int top) const {
  const QRect area(0, top, viewport()->width(), kRow);
  if (row.is_label) {
    paint::line(painter, area.adjusted(kGutter, 0, -8, 0),
                QString::fromStdString(row.line.label) + ':', mono_font(12, true), theme().accent);
    return;
  }
  if (row.line.current) {
    painter.fillRect(area, theme().selected);
    painter.fillRect(QRect(0, top, 3, kRow), theme().accent);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().accent);
    const int middle = top + kRow / 2;
    painter.drawPolygon(QPolygon({{9, middle - 4}, {16, middle}, {9, middle + 4}}));
  }
  paint_code(painter, row.line, area);
}

void DisassemblyView::paint_code(QPainter& painter, const DisassemblyLine& line,
                                 const QRect& area) const {
  const Theme& colours = theme();
  const QFont font = mono_font(12);
  const bool narrow = area.width() < kNarrow;
  int left = kGutter;
  const auto field = [&](int width, const QString& text, const QColor& colour) {
    paint::line(painter, QRect(left, area.top(), qMax(0, width - 6), kRow), text, font, colour);
    left += width;
  };
  field(kAddress, words::hex8(line.address), line.current ? colours.text : colours.text3);
  if (!narrow) field(kBytes, QString::fromStdString(line.bytes).toUpper(), colours.text3);
  const QFontMetrics metrics(font);
  const QString mnemonic = QString::fromStdString(line.mnemonic);
  const int needed = metrics.horizontalAdvance(mnemonic) + 14;  // "lock cmpxchg" takes more
  field(std::max(kMnemonic, needed), mnemonic, mnemonic_colour(line.mnemonic));
  const QString operands = QString::fromStdString(line.operands).replace(" ptr ", " ");
  const int wanted = metrics.horizontalAdvance(operands) + 14;
  const int rest = area.width() - left - 8;
  field(std::min(std::max(kOperands, wanted), rest), operands, colours.text);
  if (!line.comment.empty()) {
    field(area.width() - left, "; " + QString::fromStdString(line.comment), colours.comment);
  }
}

}  // namespace vectorscope
