// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/views/seen_by.hpp"

#include <QPainter>

#include "ui/theme/theme.hpp"
#include "ui/views/paint.hpp"

namespace vectorscope {

SeenBy::SeenBy(QWidget* parent) : QWidget(parent) { setObjectName("seen-by"); }

void SeenBy::set_cores(unsigned cores, std::uint16_t seen) {
  if (cores == cores_ && seen == seen_) return;
  cores_ = cores;
  seen_ = seen;
  update();
}

void SeenBy::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const int pitch = qMin(22, width() / 8);
  for (unsigned core = 0; core < cores_; ++core) {
    const bool has = seen_ >> core & 1;
    const QRect area(int(core % 8) * pitch, int(core / 8) * 20, pitch - 2, 18);
    const QColor fill = has ? theme().running_card : theme().card;
    paint::box(painter, area, fill, has ? fill : theme().border, 4);
    paint::line(painter, area, QString::number(core), sans_font(10, has),
                has ? paint::readable_on(fill) : theme().text2, Qt::AlignCenter);
  }
}

}  // namespace vectorscope
