// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/views/core_cards.hpp"

#include <QGridLayout>

#include "ui/models/activity.hpp"
#include "ui/views/core_card.hpp"

namespace vectorscope {

CoreCards::CoreCards(QWidget* parent) : QWidget(parent), grid_(new QGridLayout(this)) {
  setObjectName("core-cards");
  grid_->setContentsMargins(8, 0, 8, 6);
  grid_->setSpacing(6);
}

void CoreCards::set_view(const MachineView& view) {
  if (cards_.size() != view.cores.size()) make_cards(view.cores.size());
  for (std::size_t at = 0; at < cards_.size(); ++at) {
    const CoreView& core = view.cores[at];
    cards_[at]->show_core(
        core, view.timeline ? activity_strip(*view.timeline, core.id, view.step) : std::vector<LaneState>{},
        core.id == view.selected);
  }
}

void CoreCards::set_roomy(bool roomy) {
  if (roomy == roomy_) return;
  roomy_ = roomy;
  arrange();
}

void CoreCards::make_cards(std::size_t count) {
  for (CoreCard* card : cards_) card->deleteLater();
  cards_.clear();
  for (std::size_t at = 0; at < count; ++at) {
    auto* card = new CoreCard(CoreId(at), this);
    connect(card, &QAbstractButton::clicked, this, [this, at] { Q_EMIT core_chosen(CoreId(at)); });
    cards_.push_back(card);
  }
  arrange();
}

void CoreCards::arrange() {
  const std::size_t per_row = roomy_ && cards_.size() > 8 ? (cards_.size() + 1) / 2 : cards_.size();
  for (std::size_t at = 0; at < cards_.size(); ++at) {
    grid_->addWidget(cards_[at], int(at / per_row), int(at % per_row));
    cards_[at]->show();
  }
  for (int column = 0; column < int(kMaxCores); ++column) {
    grid_->setColumnStretch(column, std::size_t(column) < per_row ? 1 : 0);
  }
}

}  // namespace vectorscope
