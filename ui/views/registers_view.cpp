// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/views/registers_view.hpp"

#include <QPainter>

#include "ui/theme/theme.hpp"
#include "ui/views/paint.hpp"

namespace vectorscope {
namespace {

constexpr int kMargin = 12;
constexpr int kRow = 21;
constexpr int kChipHeight = 20;
constexpr int kCellWidth = 112;  // a name and eight digits

constexpr int kLeastCellWidth = 100;

int columns_in(int width) {
  const int room = width - 2 * kMargin;
  if (room >= 4 * kCellWidth) return 4;
  return room >= 3 * kLeastCellWidth ? 3 : 2;
}
int rows_in(int width) { return 12 / columns_in(width); }

}  // namespace

RegistersView::RegistersView(QWidget* parent) : QWidget(parent) {
  setObjectName("registers");
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

int RegistersView::heightForWidth(int width) const {
  return 8 + rows_in(width) * kRow + 6 + kChipHeight + 6 + 18 + 8;
}

void RegistersView::resizeEvent(QResizeEvent*) { setFixedHeight(heightForWidth(width())); }

void RegistersView::set_registers(const Registers& now, const Registers& before) {
  cells_ = register_cells(now, before);
  chips_ = flag_chips(now.eflags, before.eflags);
  footer_ = register_footer(now);
  update();
}

void RegistersView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().panel);
  paint_cells(painter);
  const int chips_top = 8 + rows_in(width()) * kRow + 6;
  paint_chips(painter, chips_top);
  paint::line(painter, QRect(kMargin, chips_top + kChipHeight + 6, width() - 2 * kMargin, 18),
              footer_, sans_font(11), theme().text2);
}

void RegistersView::paint_cells(QPainter& painter) const {
  const int columns = columns_in(width());
  const int cell_width = (width() - 2 * kMargin) / columns;
  for (std::size_t at = 0; at < cells_.size(); ++at) {
    const RegisterCell& cell = cells_[at];
    const QRect area(kMargin + int(at) % columns * cell_width, 8 + int(at) / columns * kRow,
                     cell_width, kRow);
    paint::line(painter, area, cell.name, sans_font(11), theme().text2);
    paint::line(painter, area.adjusted(38, 0, 0, 0), cell.value, mono_font(12, cell.changed),
                cell.changed ? theme().changed : theme().text);
  }
}

void RegistersView::paint_chips(QPainter& painter, int top) const {
  const int gap = 4;
  const int chip_width = qMin(34, (width() - 2 * kMargin + gap) / int(qMax<std::size_t>(chips_.size(), 1)) - gap);
  int left = kMargin;
  for (const FlagChip& chip : chips_) {
    const QRect area(left, top, chip_width, kChipHeight);
    const QColor fill = chip.set ? theme().accent : theme().card;
    paint::box(painter, area, fill, chip.changed ? theme().changed : theme().border, 4);
    paint::line(painter, area, chip.name, sans_font(11, chip.set),
                chip.set ? paint::readable_on(fill) : theme().text3, Qt::AlignCenter);
    left += chip_width + gap;
  }
}

}  // namespace vectorscope
