// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/views/vga_console_view.hpp"

#include <QPaintEvent>
#include <QPainter>
#include <QFontMetricsF>

#include <cmath>

#include "ui/models/cp437.hpp"
#include "ui/theme/theme.hpp"

namespace vectorscope {
namespace {

constexpr int kRows = ScreenView::kRows;
constexpr int kColumns = ScreenView::kColumns;
constexpr int kMargin = 2;

std::uint16_t cell(const ScreenView& screen, int row, int column) {
  return screen.cells[std::size_t(row * kColumns + column)];
}
std::uint8_t attribute(std::uint16_t cell) { return std::uint8_t(cell >> 8); }

bool same_row(const ScreenView& a, const ScreenView& b, int row) {
  const auto first = std::ptrdiff_t(row) * kColumns;
  const auto cursor = [row](const ScreenView& s) {
    return s.cursor_visible && s.cursor_row == row ? s.cursor_column : -1;
  };
  return cursor(a) == cursor(b) && std::equal(a.cells.begin() + first,
                                              a.cells.begin() + first + kColumns,
                                              b.cells.begin() + first);
}

}  // namespace

VgaConsoleView::VgaConsoleView(QWidget* parent) : QWidget(parent) {
  setObjectName("vga-console");
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(QStringLiteral("The guest's text screen"));
  fit_font();
}

void VgaConsoleView::set_screen(const ScreenView& screen) {
  const ScreenView before = std::exchange(screen_, screen);
  for (int row = 0; row < kRows; ++row) {
    if (!same_row(before, screen_, row)) update(cells(row, 0, kColumns).toAlignedRect());
  }
}

QString VgaConsoleView::row_text(int row) const {
  QString text;
  for (int column = 0; column < kColumns; ++column) {
    const auto code = std::uint8_t(cell(screen_, row, column));
    text += code ? cp437(code) : QChar(u' ');
  }
  return text;
}

// The largest font with which all 80 columns and 25 rows are seen.
void VgaConsoleView::fit_font() {
  const double room_x = std::max(1, width() - 4 * kMargin) / double(kColumns);
  const double room_y = std::max(1, height() - 2 * kMargin) / double(kRows);
  for (int pixels = 24; pixels >= 6; --pixels) {
    font_ = mono_font(pixels);
    cell_width_ = QFontMetricsF(font_).horizontalAdvance(u'M');
    const int tight = int(std::ceil(pixels * 1.1));  // a line of DejaVu without its leading
    cell_height_ = std::min(int(room_y), int(pixels * 1.3));
    if (cell_width_ <= room_x && tight <= room_y) break;
  }
  cell_height_ = std::max(cell_height_, 7);
  origin_ = {2 * kMargin, kMargin};
}

void VgaConsoleView::resizeEvent(QResizeEvent*) { fit_font(); }

QRectF VgaConsoleView::cells(int row, int column, int count) const {
  return {origin_.x() + column * cell_width_, origin_.y() + row * cell_height_,
          count * cell_width_, double(cell_height_)};
}

void VgaConsoleView::paintEvent(QPaintEvent* event) {
  QPainter painter(this);
  painter.fillRect(event->rect(), theme().console[0]);
  painter.setFont(font_);
  for (int row = 0; row < kRows; ++row) {
    if (cells(row, 0, kColumns).intersects(QRectF(event->rect()))) paint_row(painter, row);
  }
  if (hasFocus()) {
    painter.setPen(QPen(theme().accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
  }
}

// Cells with the same attribute are drawn together: eight times faster than one by one.
void VgaConsoleView::paint_row(QPainter& painter, int row) const {
  for (int first = 0; first < kColumns;) {
    int last = first + 1;
    while (last < kColumns && attribute(cell(screen_, row, last)) == attribute(cell(screen_, row, first))) ++last;
    paint_run(painter, row, first, last);
    first = last;
  }
  if (screen_.cursor_visible && screen_.cursor_row == row) {
    QRectF cursor = cells(row, screen_.cursor_column, 1);
    cursor.setTop(cursor.bottom() - 2);
    painter.fillRect(cursor, theme().console[7]);
  }
}

void VgaConsoleView::paint_run(QPainter& painter, int row, int first, int last) const {
  const auto colours = attribute(cell(screen_, row, first));
  const QRectF area = cells(row, first, last - first);
  // Bit 7 blinks on the adapter; here, as in most emulators, it is a bright background's bit.
  if (colours >> 4) painter.fillRect(area, theme().console[colours >> 4 & 7]);
  QString text;
  for (int column = first; column < last; ++column) {
    const auto code = std::uint8_t(cell(screen_, row, column));
    text += code ? cp437(code) : QChar(u' ');
  }
  if (text.trimmed().isEmpty()) return;
  painter.setPen(theme().console[colours & 15]);
  painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextDontClip,
                   text);
}

}  // namespace vectorscope
