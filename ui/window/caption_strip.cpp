// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/caption_strip.hpp"

#include <QHBoxLayout>
#include <QLabel>

#include "ui/models/words.hpp"

namespace vectorscope {
namespace {

QString in_words(const MachineView& view) {
  if (!view.caption.empty()) return QString::fromStdString(view.caption);
  if (view.run_state != RunState::NoImage) return {};
  return QStringLiteral("Open a kernel image (Ctrl+O), or drop one on this window.");
}

}  // namespace

CaptionStrip::CaptionStrip(QWidget* parent)
    : QWidget(parent), caption_(new QLabel(this)), cores_(new QLabel(this)) {
  caption_->setObjectName("caption");
  caption_->setProperty("caption", true);
  caption_->setTextFormat(Qt::PlainText);
  caption_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  caption_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  cores_->setObjectName("cores-summary");
  cores_->setProperty("dim", true);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 7, 12, 7);
  row->setSpacing(16);
  row->addWidget(caption_, 1);
  row->addWidget(cores_);
}

void CaptionStrip::set_view(const MachineView& view) {
  const QString caption = in_words(view);
  if (caption_->text() != caption) {
    caption_->setText(caption);
    caption_->setToolTip(caption);
  }
  const QString cores = words::cores_summary(view);
  if (cores_->text() != cores) cores_->setText(cores);
}

}  // namespace vectorscope
