// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/replay_panel.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/models/words.hpp"
#include "ui/window/actions.hpp"

namespace vectorscope {
namespace {

constexpr int kParts = 1000;

QString in_words(const ReplayView& replay) {
  if (replay.over) return "It ended in " + QString::fromStdString(replay.verdict) + ".";
  if (replay.by_hand)
    return "You took over: what was recorded does not go on from here. Ctrl+R begins again.";
  return "Play it, or step through it. With a step of your own you take over.";
}

}  // namespace

ReplayPanel::ReplayPanel(const Actions& actions, QWidget* parent)
    : QWidget(parent),
      title_(new QLabel(this)),
      progress_(new QProgressBar(this)),
      where_(new QLabel(this)),
      words_(new QLabel(this)) {
  setObjectName("replay-panel");
  title_->setProperty("heading", true);
  title_->setWordWrap(true);
  progress_->setObjectName("replay-progress");
  progress_->setRange(0, kParts);
  progress_->setTextVisible(false);
  where_->setObjectName("replay-where");
  where_->setProperty("dim", true);
  where_->setWordWrap(true);
  words_->setObjectName("replay-words");
  words_->setProperty("reading", true);
  words_->setWordWrap(true);
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(6);
  for (QAction* action : {actions.play, actions.play_step}) {
    auto* button = new QToolButton(this);
    button->setObjectName("replay-" + action->objectName());
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setProperty("primary", action == actions.play);
    buttons->addWidget(button);
  }
  buttons->addStretch(1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 10, 12, 12);
  column->setSpacing(8);
  column->addWidget(title_);
  column->addLayout(buttons);
  column->addWidget(progress_);
  column->addWidget(where_);
  column->addWidget(words_);
  column->addStretch(1);
}

void ReplayPanel::set_view(const MachineView& view) {
  if (!view.replay) return;
  const ReplayView& replay = *view.replay;
  title_->setText(QString::fromStdString(replay.title));
  const double share = replay.steps ? double(view.step) / double(replay.steps) : 1;
  progress_->setValue(int(std::min(share, 1.0) * kParts));
  where_->setText(QString("step\u00A0%1\u00A0of\u00A0%2 · decision\u00A0%3\u00A0of\u00A0%4")
                      .arg(words::grouped(view.step), words::grouped(replay.steps),
                           words::grouped(replay.done), words::grouped(replay.decisions)));
  words_->setText(in_words(replay));
}

}  // namespace vectorscope
