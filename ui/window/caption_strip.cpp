// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/caption_strip.hpp"

#include <QHBoxLayout>
#include <QLabel>

#include "ui/models/words.hpp"
#include "ui/views/elided_label.hpp"

namespace vectorscope {
namespace {

QString in_words(const MachineView& view) {
  if (!view.caption.empty()) return QString::fromStdString(view.caption);
  if (view.run_state != RunState::NoImage) return {};
  return QStringLiteral("Open a kernel image (Ctrl+O), or drop one on this window.");
}

}  // namespace

CaptionStrip::CaptionStrip(QWidget* parent)
    : QWidget(parent), caption_(new ElidedLabel(this)), cores_(new QLabel(this)) {
  caption_->setObjectName("caption");
  caption_->setProperty("caption", true);
  caption_->setTextFormat(Qt::PlainText);
  cores_->setObjectName("cores-summary");
  cores_->setProperty("dim", true);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 7, 12, 7);
  row->setSpacing(16);
  row->addWidget(caption_, 1);
  row->addWidget(cores_);
}

void CaptionStrip::say(const QString& text) { caption_->say(text); }

void CaptionStrip::set_view(const MachineView& view) {
  const QString caption = in_words(view);
  if (caption != machine_said_) say(caption);
  machine_said_ = caption;
  const QString cores = words::cores_summary(view);
  if (cores_->text() != cores) cores_->setText(cores);
}

}  // namespace vectorscope
