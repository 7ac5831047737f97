// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/views/slot_card.hpp"

#include <QGridLayout>
#include <QVBoxLayout>

#include <bit>

#include "ui/models/handler_slots.hpp"
#include "ui/models/words.hpp"
#include "ui/views/elided_label.hpp"
#include "ui/views/seen_by.hpp"

namespace vectorscope {
namespace {

const QString kNothing = QStringLiteral("–");

QString seen_in_words(const SlotView& slot, std::size_t cores) {
  if (slot.swaps == 0) return QStringLiteral("never swapped");
  return QStringLiteral("seen by %1 of %2").arg(std::popcount(slot.seen_by)).arg(cores);
}

}  // namespace

SlotCard::SlotCard(QWidget* parent)
    : QFrame(parent), number_(new ElidedLabel(this)), seen_words_(new ElidedLabel(this)),
      seen_(new SeenBy(this)) {
  setObjectName("slot-card");
  setProperty("card", true);
  number_->setObjectName("slot-number");
  number_->setProperty("big", true);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(10, 8, 10, 10);
  column->setSpacing(1);
  column->addWidget(number_);
  now_ = add_stacked(*column, QStringLiteral("now"), "slot-now");
  was_ = add_stacked(*column, QStringLiteral("was"), "slot-was");
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(6);
  grid->setVerticalSpacing(2);
  grid->setColumnStretch(1, 1);
  address_ = add_row(*grid, QStringLiteral("address"), "slot-address");
  calls_ = add_row(*grid, QStringLiteral("calls"), "slot-calls");
  swaps_ = add_row(*grid, QStringLiteral("swaps"), "slot-swaps");
  by_ = add_row(*grid, QStringLiteral("last by"), "slot-last-by");
  at_ = add_row(*grid, QStringLiteral("at step"), "slot-last-step");
  column->addSpacing(6);
  column->addLayout(grid);
  column->addSpacing(8);
  seen_words_->setProperty("dim", true);
  seen_words_->setObjectName("slot-seen-words");
  column->addWidget(seen_words_);
  column->addSpacing(3);
  column->addWidget(seen_);
  column->addStretch(1);
}

// Names are long: they have a line of their own.
ElidedLabel* SlotCard::add_stacked(QVBoxLayout& column, const QString& name,
                                   const char* object_name) {
  auto* label = new QLabel(name, this);
  label->setProperty("dim", true);
  auto* value = new ElidedLabel(this);
  value->setObjectName(object_name);
  value->setProperty("mono", true);
  column.addSpacing(3);
  column.addWidget(label);
  column.addWidget(value);
  return value;
}

ElidedLabel* SlotCard::add_row(QGridLayout& grid, const QString& name, const char* object_name) {
  auto* label = new QLabel(name, this);
  label->setProperty("dim", true);
  auto* value = new ElidedLabel(this);
  value->setObjectName(object_name);
  value->setProperty("mono", true);
  const int row = grid.rowCount();
  grid.addWidget(label, row, 0);
  grid.addWidget(value, row, 1);
  return value;
}

void SlotCard::set_slot(const MachineView& view, Vector vector) {
  const SlotView& slot = view.slots[vector];
  const bool swapped = slot.swaps > 0;
  number_->say(words::hex2(vector));
  now_->say(handler_slots::pointer(slot.now, slot.now_name));
  was_->say(swapped ? handler_slots::pointer(slot.was, slot.was_name) : kNothing);
  address_->say(words::hex8(slot.now));
  calls_->say(words::grouped(slot.calls));
  swaps_->say(words::grouped(slot.swaps));
  by_->say(swapped ? words::core(slot.last_by) : kNothing);
  at_->say(swapped ? words::grouped(slot.last_swap) : kNothing);
  seen_words_->say(seen_in_words(slot, view.cores.size()));
  seen_->set_cores(unsigned(view.cores.size()), swapped ? slot.seen_by : std::uint16_t(0));
}

}  // namespace vectorscope
