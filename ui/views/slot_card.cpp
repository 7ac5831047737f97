// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/views/slot_card.hpp"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <bit>

#include "ui/models/handler_slots.hpp"
#include "ui/models/words.hpp"
#include "ui/views/seen_by.hpp"

namespace vectorscope {
namespace {

/// A name longer than the card is cut by the card's edge, and whole in its tool tip.
void say(QLabel* label, const QString& text) {
  if (label->text() == text) return;
  label->setText(text);
  label->setToolTip(text);
}

QString last_swap(const SlotView& slot) {
  if (slot.swaps == 0) return QStringLiteral("never");
  return QStringLiteral("%1 @ %2").arg(words::core(slot.last_by), words::grouped(slot.last_swap));
}

}  // namespace

SlotCard::SlotCard(QWidget* parent)
    : QFrame(parent), number_(new QLabel(this)), seen_words_(new QLabel(this)),
      seen_(new SeenBy(this)) {
  setObjectName("slot-card");
  setProperty("card", true);
  auto* caption = new QLabel(QStringLiteral("Slot"), this);
  caption->setProperty("dim", true);
  number_->setObjectName("slot-number");
  number_->setProperty("big", true);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 10, 12, 10);
  column->setSpacing(2);
  column->addWidget(caption);
  column->addWidget(number_);
  column->addSpacing(6);
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(10);
  grid->setVerticalSpacing(3);
  grid->setColumnStretch(1, 1);
  now_ = add_row(*grid, QStringLiteral("now"), "slot-now", true);
  was_ = add_row(*grid, QStringLiteral("was"), "slot-was", true);
  address_ = add_row(*grid, QStringLiteral("address"), "slot-address", true);
  calls_ = add_row(*grid, QStringLiteral("calls"), "slot-calls", false);
  swaps_ = add_row(*grid, QStringLiteral("swaps"), "slot-swaps", false);
  last_ = add_row(*grid, QStringLiteral("by"), "slot-last", false);
  column->addLayout(grid);
  column->addSpacing(8);
  seen_words_->setProperty("dim", true);
  seen_words_->setObjectName("slot-seen-words");
  column->addWidget(seen_words_);
  column->addWidget(seen_);
  column->addStretch(1);
}

QLabel* SlotCard::add_row(QGridLayout& grid, const QString& name, const char* object_name,
                          bool mono) {
  auto* label = new QLabel(name, this);
  label->setProperty("dim", true);
  auto* value = new QLabel(this);
  value->setObjectName(object_name);
  value->setProperty("mono", mono);
  value->setTextInteractionFlags(Qt::TextSelectableByMouse);
  value->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  const int row = grid.rowCount();
  grid.addWidget(label, row, 0);
  grid.addWidget(value, row, 1);
  return value;
}

void SlotCard::set_slot(const MachineView& view, Vector vector) {
  const SlotView& slot = view.slots[vector];
  say(number_, words::hex2(vector));
  say(now_, handler_slots::pointer(slot.now, slot.now_name));
  say(was_, slot.swaps ? handler_slots::pointer(slot.was, slot.was_name) : QStringLiteral("–"));
  say(address_, words::hex8(slot.now));
  say(calls_, words::grouped(slot.calls));
  say(swaps_, words::grouped(slot.swaps));
  say(last_, last_swap(slot));
  say(seen_words_, slot.swaps ? QStringLiteral("seen by %1 of %2 since")
                                    .arg(std::popcount(slot.seen_by))
                                    .arg(view.cores.size())
                              : QStringLiteral("not swapped yet"));
  seen_->set_cores(unsigned(view.cores.size()), slot.swaps ? slot.seen_by : std::uint16_t(0));
}

}  // namespace vectorscope
