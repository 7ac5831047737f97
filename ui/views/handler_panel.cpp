// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/views/handler_panel.hpp"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/models/handler_slots.hpp"
#include "ui/views/handler_grid_view.hpp"
#include "ui/views/heat_legend.hpp"
#include "ui/views/panel_heading.hpp"
#include "ui/views/slot_card.hpp"

namespace vectorscope {
namespace {

constexpr int kLeft = 8, kRight = 12, kGap = 8, kCardWidth = 154;

}  // namespace

HandlerPanel::HandlerPanel(QWidget* parent)
    : QWidget(parent),
      heading_(new PanelHeading(QStringLiteral("Handler array"), this)),
      grid_(new HandlerGridView(this)),
      card_(new SlotCard(this)) {
  setObjectName("handler-panel");
  setProperty("panel", true);
  setAttribute(Qt::WA_StyledBackground);
  auto* grid_column = new QVBoxLayout;
  grid_column->setSpacing(4);
  grid_column->addWidget(grid_, 1000);
  grid_column->addWidget(new HeatLegend(this));
  grid_column->addStretch(1);  // the legend stays below the last row
  card_->setMinimumWidth(kCardWidth);
  card_->setMaximumWidth(190);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(kLeft, 6, kRight, 8);
  row->setSpacing(kGap);
  row->addLayout(grid_column, 9);
  row->addWidget(card_, 5);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(heading_);
  column->addLayout(row, 1);
  connect(grid_, &HandlerGridView::slot_chosen, this, [this] { show_card(); });
}

QSize HandlerPanel::minimumSizeHint() const {
  const QSize all = QWidget::minimumSizeHint();
  return {grid_->minimumSizeHint().width() + kLeft + kRight, all.height()};
}

// The array is worth more than the card where there is no room for both.
void HandlerPanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  card_->setVisible(width() >= minimumSizeHint().width() + kGap + kCardWidth);
}

void HandlerPanel::set_view(const std::shared_ptr<const MachineView>& view) {
  const bool another = !view_ || view_->title != view->title || view->step < view_->step;
  view_ = view;
  if (another) grid_->forget();
  grid_->set_slots(view->slots);
  // The slot that made the machine stop at the start is the one to look at.
  if (another) {
    const bool locks = handler_slots::are_locks(*view);
    grid_->set_chosen(view->lab && !locks
                          ? view->lab->slot
                          : handler_slots::last_swapped(view->slots).value_or(locks ? 0 : 0x80));
  }
  heading_->set_title(handler_slots::title(*view));
  heading_->set_detail(handler_slots::summary(*view));
  show_card();
}

void HandlerPanel::show_card() {
  if (view_) card_->set_slot(*view_, grid_->chosen());
}

}  // namespace vectorscope
