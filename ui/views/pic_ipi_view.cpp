// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/views/pic_ipi_view.hpp"

#include <QPainter>

#include <algorithm>

#include "ui/models/words.hpp"
#include "ui/theme/theme.hpp"
#include "ui/views/paint.hpp"

namespace vectorscope {
namespace {

constexpr int kMargin = 12;
constexpr int kName = 32;
constexpr int kBit = 20;      // widest pitch of a bit's box
constexpr int kPicRow = 20;
constexpr int kMessageRow = 20;
constexpr int kPicHeight = 18 + 3 * kPicRow;

QColor outcome_colour(const IpiView::Message& message) {
  if (message.outcome != Delivery::Accepted) return theme().danger;
  return message.received ? theme().running_card : theme().ipi;
}

bool same(const IpiView& a, const IpiView& b) {
  return a.model == b.model &&
         std::equal(a.recent.begin(), a.recent.end(), b.recent.begin(), b.recent.end(),
                    [](const IpiView::Message& x, const IpiView::Message& y) {
                      return x.step == y.step && x.from == y.from && x.to == y.to &&
                             x.message == y.message && x.outcome == y.outcome &&
                             x.received == y.received;
                    });
}

}  // namespace

PicIpiView::PicIpiView(QWidget* parent) : QWidget(parent) { setObjectName("pic-ipi"); }

void PicIpiView::set_view(const PicView& pic, const IpiView& ipi) {
  const bool same_pic = pic.irr == pic_.irr && pic.isr == pic_.isr && pic.imr == pic_.imr &&
                        pic.intr == pic_.intr;
  if (same_pic && same(ipi, ipi_)) return;
  pic_ = pic;
  ipi_ = ipi;
  update();
}

// Side by side where the panel is too low for one above the other.
void PicIpiView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().panel);
  const QRect inside = rect().adjusted(kMargin, 6, -kMargin, -6);
  if (inside.height() >= kPicHeight + 3 * kMessageRow + 12) {
    paint_pic(painter, QRect(inside.left(), inside.top(), inside.width(), kPicHeight));
    paint_messages(painter, inside.adjusted(0, kPicHeight + 12, 0, 0));
    return;
  }
  const int half = std::min(kName + 16 * 16, inside.width() * 50 / 100);
  paint_pic(painter, QRect(inside.left(), inside.top(), half, kPicHeight));
  paint_messages(painter, inside.adjusted(half + 16, 0, 0, 0));
}

void PicIpiView::paint_pic(QPainter& painter, const QRect& area) const {
  const int pitch = std::min(kBit + 6, (area.width() - kName) / 16);
  painter.setFont(sans_font(10));
  painter.setPen(theme().text3);
  // Where the boxes are narrow every other one has a number, or every fourth.
  const int wanted = painter.fontMetrics().horizontalAdvance("15") + 5;
  const int every = wanted <= pitch ? 1 : wanted <= 2 * pitch ? 2 : 4;
  for (int bit = 0; bit < 16; bit += every) {
    const int middle = area.left() + kName + bit * pitch + pitch / 2;
    painter.drawText(QRect(middle - wanted, area.top(), 2 * wanted, 16), Qt::AlignCenter,
                     QString::number(bit));
  }
  QRect row(area.left(), area.top() + 18, kName + 16 * pitch, kPicRow);
  paint_line(painter, row, "IRR", pic_.irr, theme().ipi);
  paint_line(painter, row.translated(0, kPicRow), "ISR", pic_.isr, theme().accent);
  paint_line(painter, row.translated(0, 2 * kPicRow), "IMR", pic_.imr, theme().text3);
}

void PicIpiView::paint_line(QPainter& painter, const QRect& area, const char* name,
                            std::uint16_t bits, const QColor& colour) const {
  paint::line(painter, area, QString::fromLatin1(name), sans_font(11), theme().text2);
  const int pitch = (area.width() - kName) / 16;
  for (int bit = 0; bit < 16; ++bit) {
    const bool set = bits >> bit & 1;
    const QRect cell(area.left() + kName + bit * pitch + 1, area.top() + 3, pitch - 3, kPicRow - 6);
    paint::box(painter, cell, set ? colour : theme().card, set ? colour : theme().border, 3);
  }
}

void PicIpiView::paint_messages(QPainter& painter, const QRect& area) const {
  const QString heading = QStringLiteral("IPI bus: %1").arg(QString::fromStdString(ipi_.model));
  paint::line(painter, QRect(area.left(), area.top(), area.width(), 18), heading,
              sans_font(11, true), theme().text2);
  if (ipi_.recent.empty()) {
    paint::line(painter, QRect(area.left(), area.top() + 20, area.width(), kMessageRow),
                QStringLiteral("no message sent yet"), sans_font(12), theme().text3);
    return;
  }
  const int room = (area.height() - 20) / kMessageRow;
  int top = area.top() + 20;
  // Newest first: what does not fit is the oldest.
  for (auto message = ipi_.recent.rbegin(); message != ipi_.recent.rend(); ++message) {
    if ((top - area.top() - 20) / kMessageRow >= room) break;
    paint_message(painter, QRect(area.left(), top, area.width(), kMessageRow), *message);
    top += kMessageRow;
  }
}

void PicIpiView::paint_message(QPainter& painter, const QRect& area,
                               const IpiView::Message& message) const {
  const bool wide = area.width() >= 330;
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(outcome_colour(message));
  painter.drawEllipse(QPointF(area.left() + 4, area.center().y() + 0.5), 3.5, 3.5);
  const auto target = message.to == kNoCore ? QStringLiteral("*") : QString::number(message.to);
  const QString who = QStringLiteral("%1 → %2").arg(message.from).arg(target);
  const QString outcome = words::outcome(message);
  const bool lost = message.outcome != Delivery::Accepted;
  const bool told = lost || area.width() >= 190;  // where there is no room the dot's colour tells it
  paint::line(painter, area.adjusted(16, 0, 0, 0), who, mono_font(12), theme().text);
  // The outcome is the news: a long name gives way to it.
  const int taken = wide || !told ? 0 : QFontMetrics(sans_font(12)).horizontalAdvance(outcome) + 6;
  paint::line(painter, area.adjusted(wide ? 78 : 68, 0, -taken, 0), words::message(message),
              mono_font(wide ? 12 : 11), theme().text2);
  if (wide) {
    paint::line(painter, area.adjusted(172, 0, 0, 0),
                QStringLiteral("@ ") + words::grouped(message.step), sans_font(12), theme().text3);
  }
  if (!told) return;
  paint::line(painter, area.adjusted(wide ? 256 : 68, 0, 0, 0), outcome, sans_font(12),
              lost ? theme().danger : theme().text, Qt::AlignRight | Qt::AlignVCenter);
}

}  // namespace vectorscope
