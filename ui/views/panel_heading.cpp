// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/views/panel_heading.hpp"

#include <QPainter>

#include "ui/theme/theme.hpp"
#include "ui/views/paint.hpp"

namespace vectorscope {

PanelHeading::PanelHeading(const QString& title, QWidget* parent) : QWidget(parent), title_(title) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PanelHeading::set_title(const QString& title) {
  if (title == title_) return;
  title_ = title;
  update();
}

void PanelHeading::set_detail(const QString& detail) {
  if (detail == detail_) return;
  detail_ = detail;
  setToolTip(detail);
  update();
}

void PanelHeading::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().panel);
  painter.fillRect(QRect(0, height() - 1, width(), 1), theme().border);
  const QRect inside = rect().adjusted(12, 0, -12, -1);
  const int used = paint::line(painter, inside, title_, sans_font(13, true), theme().text);
  paint::line(painter, inside.adjusted(used + 12, 0, 0, 0), detail_, sans_font(12), theme().text2);
}

}  // namespace vectorscope
