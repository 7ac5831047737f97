// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/views/panel_heading.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include "ui/theme/theme.hpp"

namespace vectorscope {

PanelHeading::PanelHeading(const QString& title, QWidget* parent)
    : QWidget(parent), title_(new QLabel(title, this)), detail_(new QLabel(this)) {
  title_->setProperty("heading", true);
  detail_->setProperty("dim", true);
  detail_->setObjectName("detail");
  // The detail gives way first: a long one is cut, and never widens the panel.
  detail_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 6, 12, 6);
  row->setSpacing(12);
  row->addWidget(title_);
  row->addWidget(detail_, 1);
}

void PanelHeading::set_title(const QString& title) {
  if (title_->text() != title) title_->setText(title);
}

void PanelHeading::set_detail(const QString& detail) {
  if (detail_->text() == detail) return;
  detail_->setText(detail);
  detail_->setToolTip(detail);
}

void PanelHeading::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().panel);
  painter.fillRect(QRect(0, height() - 1, width(), 1), theme().border);
}

}  // namespace vectorscope
