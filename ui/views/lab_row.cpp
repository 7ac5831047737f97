// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/views/lab_row.hpp"

#include <QKeyEvent>
#include <QPainter>

#include "ui/theme/theme.hpp"
#include "ui/views/paint.hpp"

namespace vectorscope {
namespace {

/// `text` in at most two lines, the second one cut with an ellipsis.
void two_lines(QPainter& painter, const QRect& area, const QString& text, const QColor& colour) {
  const QFont font = sans_font(12);
  const QFontMetrics metrics(font);
  qsizetype split = text.size();
  while (split > 0 && metrics.horizontalAdvance(text.left(split)) > area.width())
    split = text.lastIndexOf(' ', split - 1);
  if (split <= 0) split = text.size();
  const int height = area.height() / 2;
  paint::line(painter, QRect(area.left(), area.top(), area.width(), height), text.left(split), font,
              colour);
  paint::line(painter, QRect(area.left(), area.top() + height, area.width(), height),
              text.mid(split).trimmed(), font, colour);
}

QString paragraph(const std::string& text) {
  return QString::fromStdString(text).simplified();
}

}  // namespace

LabRow::LabRow(const LabEntry& lab, int place, QWidget* parent)
    : QAbstractButton(parent), lab_(lab), place_(place) {
  setObjectName("lab-row-" + QString::fromStdString(lab.name));
  setCursor(Qt::PointingHandCursor);
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_Hover);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(QString::fromStdString(lab.title));
  setToolTip("<p>" + paragraph(lab.claim).toHtmlEscaped() + "</p>");
}

void LabRow::set_open(bool open) {
  open_ = open;
  update();
}

void LabRow::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& colours = theme();
  const QColor fill = open_ || hasFocus() ? colours.selected
                      : underMouse()      ? colours.hover
                                          : colours.card;
  paint::box(painter, rect(), fill, open_ || hasFocus() ? colours.accent : colours.border);
  const QRect inside = rect().adjusted(place_ ? 46 : 14, 8, -12, -8);
  if (place_) {
    const QRect plate(12, 10, 24, 20);
    paint::box(painter, plate, colours.panel, colours.border, 4);
    paint::line(painter, plate, QString::number(place_), sans_font(12, true), colours.text2,
                Qt::AlignCenter);
  }
  paint_first_line(painter, QRect(inside.left(), inside.top(), inside.width(), 18));
  two_lines(painter, QRect(inside.left(), inside.top() + 19, inside.width(), 32),
            paragraph(lab_.claim), colours.text2);
}

void LabRow::paint_first_line(QPainter& painter, const QRect& area) const {
  const Theme& colours = theme();
  QRect room = area;
  if (lab_.minutes) {
    const QString minutes = QString("%1 min").arg(lab_.minutes);
    room.setRight(room.right() -
                  paint::line(painter, area, minutes, sans_font(12), colours.text2,
                              Qt::AlignRight | Qt::AlignVCenter) -
                  12);
  }
  const int used = paint::line(painter, room, QString::fromStdString(lab_.title),
                               sans_font(13, true), colours.text);
  paint::line(painter, room.adjusted(used + 10, 0, 0, 0), QString::fromStdString(lab_.name),
              mono_font(12), colours.text3);
}

void LabRow::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return click();
  if (event->key() == Qt::Key_Down) return focusNextChild(), void();
  if (event->key() == Qt::Key_Up) return focusPreviousChild(), void();
  QAbstractButton::keyPressEvent(event);
}

}  // namespace vectorscope
