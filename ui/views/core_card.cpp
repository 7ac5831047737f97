// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/views/core_card.hpp"

#include <QPainter>

#include <utility>

#include "ui/models/words.hpp"
#include "ui/theme/theme.hpp"
#include "ui/views/paint.hpp"

namespace vectorscope {
namespace {

/// Halted and absent cores step back: their words are read, not shouted.
QColor pill_colour(LaneState state) {
  const bool quiet = state == LaneState::Halted || state == LaneState::NotStarted;
  return quiet ? theme().border : theme().card_state(state);
}

bool same_look(const CoreView& a, const CoreView& b) {
  return a.state == b.state && a.vector == b.vector && a.depth == b.depth && a.where == b.where &&
         a.note == b.note && a.registers.eip == b.registers.eip;
}

}  // namespace

CoreCard::CoreCard(CoreId core, QWidget* parent) : QAbstractButton(parent) {
  core_.id = core;
  setObjectName(QStringLiteral("core-card-%1").arg(core));
  setCursor(Qt::PointingHandCursor);
  setFocusPolicy(Qt::TabFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void CoreCard::show_core(const CoreView& core, std::vector<LaneState> activity, bool chosen) {
  const bool same =
      same_look(core, core_) && activity == activity_ && chosen == chosen_ && !toolTip().isEmpty();
  if (same) return;
  core_ = core;
  activity_ = std::move(activity);
  chosen_ = chosen;
  const QString words = words::core_title(core.id) + ": " + words::situation(core) + "\n" +
                        words::hex8(core.registers.eip) + "  " +
                        QString::fromStdString(core.where);
  setToolTip(words);
  setAccessibleName(words);
  update();
}

void CoreCard::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& colours = theme();
  const QColor edge = chosen_ || hasFocus() ? colours.accent : colours.border;
  const QColor fill = chosen_ ? colours.selected : underMouse() ? colours.hover : colours.card;
  paint::box(painter, rect(), fill, edge);
  painter.setPen(Qt::NoPen);
  painter.setBrush(pill_colour(core_.state));
  painter.drawRoundedRect(QRectF(1, 9, 3, height() - 18), 1.5, 1.5);

  const bool wide = width() >= kWide;
  const QRect inside = wide ? rect().adjusted(12, 8, -10, -8) : rect().adjusted(9, 8, -5, -8);
  paint_first_line(painter, QRect(inside.left(), inside.top(), inside.width(), 18), wide);
  paint_second_line(painter, QRect(inside.left(), inside.top() + 21, inside.width(), 18), wide);
  paint_activity(painter, QRect(inside.left(), inside.bottom() - 5, inside.width(), 6));
}

void CoreCard::paint_first_line(QPainter& painter, const QRect& area, bool wide) const {
  const Theme& colours = theme();
  const int used = paint::line(painter, area, words::core_title(core_.id), sans_font(13, true),
                               core_.state == LaneState::Dead ? colours.text2 : colours.text);
  if (wide) {
    if (core_.depth) {
      paint::line(painter, area.adjusted(used + 8, 0, 0, 0),
                  QStringLiteral("depth %1").arg(core_.depth), sans_font(11), colours.text2);
    }
    paint::pill(painter, area.right() + 1, area.center().y(), words::pill(core_),
                pill_colour(core_.state));
  }
}

void CoreCard::paint_second_line(QPainter& painter, const QRect& area, bool wide) const {
  const Theme& colours = theme();
  if (!wide) {
    paint::small_pill(painter, area.left(), area.center().y(), words::short_pill(core_),
                      pill_colour(core_.state));
    return;
  }
  const bool dead = core_.state == LaneState::Dead;
  const int used = paint::line(painter, area, words::hex8(core_.registers.eip), mono_font(12),
                               colours.text3);
  const QString where = QString::fromStdString(core_.note.empty() ? core_.where : core_.note);
  paint::line(painter, area.adjusted(used + 8, 0, 0, 0), where, mono_font(12),
              dead ? colours.dead : colours.text);
}

void CoreCard::paint_activity(QPainter& painter, const QRect& area) const {
  if (activity_.empty()) return;
  painter.setRenderHint(QPainter::Antialiasing, false);
  const double cell = double(area.width()) / double(activity_.size());
  for (std::size_t at = 0; at < activity_.size(); ++at) {
    const int left = area.left() + int(double(at) * cell);
    const int right = area.left() + int(double(at + 1) * cell) - (cell > 3 ? 1 : 0);
    painter.fillRect(QRect(left, area.top(), right - left, area.height()),
                     theme().lane(activity_[at]));
  }
}

}  // namespace vectorscope
