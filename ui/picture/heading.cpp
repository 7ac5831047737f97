// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/picture/heading.hpp"

#include <qcustomplot.h>

namespace vectorscope {

void paint_heading(QCPPainter& painter, const Page& page, const Theme& theme) {
  painter.setMode(QCPPainter::pmNoCaching);
  const QRectF whole(QPoint(0, 0), page.size());
  painter.fillRect(whole, theme.panel);
  const QRectF line(kPageMargin, kPageTop - 2, whole.width() - 2 * kPageMargin, kHeadingHeight);
  painter.setFont(sans_font(17, true));
  painter.setPen(theme.text);
  painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, page.title());
  painter.setFont(sans_font(13));
  painter.setPen(theme.text2);
  painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, page.subtitle());
}

}  // namespace vectorscope
