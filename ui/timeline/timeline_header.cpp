// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/timeline_header.hpp"

#include <algorithm>

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
  // What was clicked has priority; the legend gives up its last words for it.
  const QRectF row(12, 0, follow_->x() - 24, height());
  painter.setFont(sans_font(12));
  const double wanted = painter.fontMetrics().horizontalAdvance(words_) + 24;
  const double room = words_.isEmpty() ? 0 : std::min(wanted, row.width() * 0.6);
  const auto left_out = paint_legend(painter, row.adjusted(0, 0, -room, 0), theme());
  setToolTip(left_out.isEmpty() ? QString() : "Also: " + left_out.join(", "));
  painter.setFont(sans_font(12));
  painter.setPen(theme().text);
  painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter,
                   painter.fontMetrics().elidedText(words_, Qt::ElideRight, int(room)));
}

}  // namespace vectorscope
