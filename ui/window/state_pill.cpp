// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/state_pill.hpp"

#include <QPainter>

#include "ui/models/words.hpp"
#include "ui/theme/theme.hpp"
#include "ui/views/paint.hpp"

namespace vectorscope {
namespace {

QColor colour(RunState state) {
  switch (state) {
    case RunState::Running: return theme().running_card;
    case RunState::Paused: return theme().changed;
    case RunState::Over: return theme().dead;
    case RunState::Idle:
    case RunState::NoImage: return theme().border;
  }
  return theme().border;
}

}  // namespace

StatePill::StatePill(QWidget* parent) : QWidget(parent) {
  setObjectName("state-pill");
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
}

QString StatePill::word() const { return words::run_state(state_); }

// As wide as its longest word, so that nothing moves when the state changes.
QSize StatePill::sizeHint() const {
  return {paint::pill_width(words::run_state(RunState::Idle)) + 14, paint::kPillHeight + 4};
}

void StatePill::set_state(RunState state) {
  if (state == state_) return;
  state_ = state;
  setAccessibleName(word());
  update();
}

void StatePill::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paint::pill(painter, width() - 6, height() / 2, word(), colour(state_));
}

}  // namespace vectorscope
