// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/timeline_header.hpp"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

#include "ui/theme/theme.hpp"
#include "ui/timeline/legend.hpp"

namespace vectorscope {

TimelineHeader::TimelineHeader(QWidget* parent) : QWidget(parent), follow_(new QToolButton(this)) {
  setFixedHeight(34);
  follow_->setObjectName("timelineFollow");
  follow_->setText(tr("Follow"));
  follow_->setToolTip(tr("Keep the newest step in sight (End)"));
  follow_->setCheckable(true);
  follow_->setFocusPolicy(Qt::NoFocus);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 3, 24, 3);
  row->addStretch();
  row->addWidget(follow_);
  connect(follow_, &QToolButton::clicked, this, &TimelineHeader::followClicked);
}

void TimelineHeader::set_words(const QString& words) {
  words_ = words;
  update();
}

void TimelineHeader::set_following(bool following) { follow_->setChecked(following); }

void TimelineHeader::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().panel);
  const QRectF row(12, 0, follow_->x() - 24, height());
  const double used = paint_legend(painter, row, theme());
  const QRectF rest = row.adjusted(used + 16, 0, 0, 0);
  painter.setFont(sans_font(12));
  painter.setPen(theme().text);
  painter.drawText(rest, Qt::AlignRight | Qt::AlignVCenter,
                   painter.fontMetrics().elidedText(words_, Qt::ElideRight, int(rest.width())));
}

}  // namespace vectorscope
