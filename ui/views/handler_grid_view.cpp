// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/views/handler_grid_view.hpp"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/models/heat.hpp"
#include "ui/models/words.hpp"
#include "ui/theme/theme.hpp"
#include "ui/views/paint.hpp"

namespace vectorscope {
namespace {

constexpr int kRowHeader = 26;
constexpr int kColumnHeader = 18;
constexpr int kTallest = 34;  // rows; taller ones only look empty
constexpr qint64 kNeverFlashed = -kFlashMilliseconds - 1;

QColor mixed(const QColor& from, const QColor& to, double share) {
  const auto part = [share](float a, float b) { return a + float(share) * (b - a); };
  return QColor::fromRgbF(part(from.redF(), to.redF()), part(from.greenF(), to.greenF()),
                          part(from.blueF(), to.blueF()));
}

}  // namespace

HandlerGridView::HandlerGridView(QWidget* parent) : QWidget(parent) {
  setObjectName("handler-grid");
  setFocusPolicy(Qt::TabFocus);
  flashed_at_.fill(kNeverFlashed);
  clock_.start();
  fading_.setInterval(33);
  setMaximumHeight(kColumnHeader + 16 * kTallest + 2);
  connect(&fading_, &QTimer::timeout, this, &HandlerGridView::fade);
}

void HandlerGridView::forget() {
  fresh_ = true;
  flashed_at_.fill(kNeverFlashed);
}

void HandlerGridView::set_slots(const handler_slots::Slots& now) {
  for (unsigned v = 0; v < 256; ++v) {
    const bool swapped = fresh_ ? false : now[v].swaps > slots_[v].swaps;
    if (swapped) flashed_at_[v] = clock_.elapsed();
  }
  slots_ = now;
  default_ = handler_slots::default_handler(now);
  most_calls_ = handler_slots::most_calls(now);
  last_swapped_ = handler_slots::last_swapped(now);
  // A machine that opens at its first swap shows it.
  if (fresh_ && last_swapped_) flashed_at_[*last_swapped_] = clock_.elapsed();
  fresh_ = false;
  if (!reduced_motion_) fading_.start();
  update();
}

void HandlerGridView::fade() {
  bool any = false;
  for (unsigned v = 0; v < 256; ++v) {
    const qint64 age = clock_.elapsed() - flashed_at_[v];
    if (age > kFlashMilliseconds + fading_.interval()) continue;
    update(cell(Vector(v)));
    any = true;
  }
  if (!any) fading_.stop();
}

double HandlerGridView::flash(Vector vector) const {
  return reduced_motion_ ? 0 : flash_strength(clock_.elapsed() - flashed_at_[vector]);
}

bool HandlerGridView::flashing(Vector vector) const { return flash(vector) > 0; }

void HandlerGridView::set_chosen(Vector vector) {
  if (vector == chosen_) return;
  update(cell(chosen_));
  chosen_ = vector;
  update(cell(chosen_));
}

void HandlerGridView::choose(Vector vector) {
  set_chosen(vector);
  Q_EMIT slot_chosen(vector);
}

QSize HandlerGridView::pitch() const {
  return {qMax(1, qMin(44, (width() - kRowHeader - 2) / 16)),
          qMax(1, qMin(kTallest, (height() - kColumnHeader - 2) / 16))};
}

QRect HandlerGridView::cell(Vector vector) const {
  const QSize size = pitch();
  return {kRowHeader + vector % 16 * size.width(), kColumnHeader + vector / 16 * size.height(),
          size.width(), size.height()};
}

std::optional<Vector> HandlerGridView::at(QPoint position) const {
  const QSize size = pitch();
  const int column = position.x() - kRowHeader, row = position.y() - kColumnHeader;
  if (column < 0 || row < 0 || column >= 16 * size.width() || row >= 16 * size.height()) return {};
  return Vector(row / size.height() * 16 + column / size.width());
}

void HandlerGridView::mousePressEvent(QMouseEvent* event) {
  if (const auto vector = at(event->pos())) choose(*vector);
}

void HandlerGridView::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left: return choose(Vector(chosen_ - 1));
    case Qt::Key_Right: return choose(Vector(chosen_ + 1));
    case Qt::Key_Up: return choose(Vector(chosen_ - 16));
    case Qt::Key_Down: return choose(Vector(chosen_ + 16));
    default: QWidget::keyPressEvent(event);
  }
}

bool HandlerGridView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  if (const auto vector = at(help->pos())) {
    QToolTip::showText(help->globalPos(), handler_slots::describe(slots_[*vector], *vector), this);
  }
  return true;
}

void HandlerGridView::paintEvent(QPaintEvent* event) {
  QPainter painter(this);
  painter.fillRect(event->rect(), theme().panel);
  paint_headers(painter);
  for (unsigned v = 0; v < 256; ++v) {
    if (event->rect().intersects(cell(Vector(v)))) paint_slot(painter, Vector(v));
  }
}

void HandlerGridView::paint_headers(QPainter& painter) const {
  const QFont font = mono_font(11);
  for (unsigned n = 0; n < 16; ++n) {
    const QString digit = QString::number(n, 16).toUpper();
    const QRect column(cell(Vector(n)).left(), 0, pitch().width(), kColumnHeader - 2);
    paint::line(painter, column, '_' + digit, font, theme().text3, Qt::AlignCenter);
    const QRect row(0, cell(Vector(n * 16)).top(), kRowHeader - 4, pitch().height());
    paint::line(painter, row, digit + '_', font, theme().text3, Qt::AlignRight | Qt::AlignVCenter);
  }
}

void HandlerGridView::paint_slot(QPainter& painter, Vector vector) const {
  const Theme& colours = theme();
  const SlotView& slot = slots_[vector];
  const double share = heat_share(slot.calls, most_calls_);
  const double glow = flash(vector);
  const bool used = handler_slots::used(slot, default_);
  const QColor cold = used ? colours.heat_at(share) : colours.panel;
  const QColor fill = mixed(cold, colours.swap, glow);
  const QRectF inside = QRectF(cell(vector)).adjusted(1, 1, -1, -1);
  paint::box(painter, inside, fill, used ? mixed(fill, colours.border, 0.5) : colours.grid, 3);
  if (used) {
    paint::line(painter, cell(vector), words::hex2(vector), mono_font(11), paint::readable_on(fill),
                Qt::AlignCenter);
  }
  painter.setBrush(Qt::NoBrush);
  if (glow > 0 || last_swapped_ == vector) {
    painter.setPen(QPen(colours.ipi, glow > 0 ? 2 : 1.5));
    painter.drawRoundedRect(inside.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
  }
  if (vector == chosen_) {
    painter.setPen(QPen(colours.text, hasFocus() ? 2 : 1));
    painter.drawRoundedRect(inside.adjusted(2, 2, -2, -2), 2, 2);
  }
}

}  // namespace vectorscope
