// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/banner.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace vectorscope {

Banner::Banner(QWidget* parent) : QFrame(parent), text_(new QLabel(this)) {
  setObjectName("banner");
  setProperty("banner", true);
  text_->setObjectName("banner-text");
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  text_->setWordWrap(true);
  text_->setTextFormat(Qt::PlainText);
  auto* close = new QToolButton(this);
  close->setObjectName("banner-close");
  close->setText(QStringLiteral("Close"));
  connect(close, &QToolButton::clicked, this, &QWidget::hide);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 6, 8, 6);
  row->addWidget(text_, 1);
  row->addWidget(close);
  hide();
}

void Banner::say(const QString& text) {
  text_->setText(text);
  setVisible(!text.isEmpty());
}

QString Banner::text() const { return text_->text(); }

}  // namespace vectorscope
