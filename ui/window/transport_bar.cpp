// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/transport_bar.hpp"

#include <QComboBox>
#include <QLabel>
#include <QToolButton>

#include "ui/models/words.hpp"
#include "ui/window/actions.hpp"
#include "ui/window/state_pill.hpp"

namespace vectorscope {
namespace {

constexpr int kRunWidth = 100;  // for "Run" and "Pause": nothing moves when one becomes the other
constexpr int kRoomForLabs = 1080;

}  // namespace

TransportBar::TransportBar(const Actions& actions, QWidget* parent)
    : QToolBar("Transport", parent), speed_(new QComboBox(this)), core_(new QComboBox(this)),
      steps_(new QLabel(this)), state_(new StatePill(this)), actions_(actions) {
  setObjectName("transport");
  setMovable(false);
  setContextMenuPolicy(Qt::PreventContextMenu);
  setIconSize(QSize(16, 16));
  setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  add_button(actions.run, "run-button", "primary");
  widgetForAction(actions.run)->setMinimumWidth(kRunWidth);
  add_button(actions.step_core, "step-core-button");
  add_button(actions.step_all, "step-all-button");
  add_speeds(actions);
  addSeparator();
  add_cores();
  add_button(actions.kill, "kill-button", "danger");
  add_button(actions.drain, "drain-button");
  add_labs(actions.labs);
  add_counter();
  connect(actions.drain, &QAction::changed, this, &TransportBar::fit);
}

void TransportBar::resizeEvent(QResizeEvent* event) {
  QToolBar::resizeEvent(event);
  fit();
}

// Where there is little room Labs is left to its menu and F2, and beside "Drain store" the
// steps to their signs: the state is wanted more.
void TransportBar::fit() {
  const bool tight = width() < kRoomForLabs;
  for (QAction* action : labs_) action->setVisible(!tight);
  const bool signs = tight && actions_.drain->isVisible();
  for (QAction* step : {actions_.step_core, actions_.step_all})
    if (auto* button = qobject_cast<QToolButton*>(widgetForAction(step)))
      button->setToolButtonStyle(signs ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
}

void TransportBar::add_button(QAction* action, const char* name, const char* property) {
  addAction(action);
  QWidget* button = widgetForAction(action);
  button->setObjectName(QString::fromLatin1(name));
  if (property) button->setProperty(property, true);
}

void TransportBar::add_labs(QAction* labs) {
  auto* button = new QToolButton(this);
  button->setObjectName("labs-button");
  button->setDefaultAction(labs);
  button->setToolButtonStyle(toolButtonStyle());
  button->setFocusPolicy(Qt::NoFocus);
  button->setAutoRaise(true);
  labs_ << addSeparator() << addWidget(button);
}

// The list and the actions say the same: whichever is used, the other follows.
void TransportBar::add_speeds(const Actions& actions) {
  speed_->setObjectName("speed");
  speed_->setToolTip("Speed of a run (Ctrl+1 to Ctrl+7)");
  speed_->setFocusPolicy(Qt::TabFocus);
  for (std::size_t at = 0; at < actions.speeds.size(); ++at) {
    QAction* action = actions.speeds[at];
    speed_->addItem(action->text());
    connect(action, &QAction::toggled, speed_, [this, at](bool on) {
      if (on) speed_->setCurrentIndex(int(at));
    });
  }
  speed_->setCurrentIndex(int(kFullSpeed));
  const auto speeds = actions.speeds;
  connect(speed_, &QComboBox::activated, this,
          [speeds](int index) { speeds[std::size_t(index)]->trigger(); });
  addWidget(speed_);
}

void TransportBar::add_cores() {
  core_->setObjectName("core-chooser");
  core_->setToolTip("The core that is shown, stepped and killed (digits)");
  core_->setFocusPolicy(Qt::TabFocus);
  core_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  connect(core_, &QComboBox::activated, this,
          [this](int index) { Q_EMIT core_chosen(CoreId(index)); });
  addWidget(core_);
}

void TransportBar::add_counter() {
  auto* gap = new QWidget(this);
  gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  addWidget(gap);
  steps_->setObjectName("step-counter");
  steps_->setProperty("mono", true);
  steps_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  steps_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  steps_->setToolTip("Instructions begun by all cores together");
  addWidget(steps_);
  addWidget(state_);
}

void TransportBar::set_view(const MachineView& view) {
  while (core_->count() > int(view.cores.size())) core_->removeItem(core_->count() - 1);
  while (core_->count() < int(view.cores.size())) core_->addItem(words::core_title(CoreId(core_->count())));
  if (core_->currentIndex() != view.selected) core_->setCurrentIndex(view.selected);
  const QString steps = QStringLiteral("step ") + words::grouped(view.step);
  if (steps_->text() != steps) steps_->setText(steps);
  state_->set_state(view.run_state);
}

}  // namespace vectorscope
