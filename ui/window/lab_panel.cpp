// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/lab_panel.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

#include "ui/models/lab_words.hpp"
#include "ui/views/elided_label.hpp"
#include "ui/views/script_view.hpp"
#include "ui/window/actions.hpp"
#include "ui/window/verdict_card.hpp"

namespace vectorscope {
namespace {

QToolButton* button_for(QAction* action, const char* name, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setObjectName(QString::fromLatin1(name));
  button->setDefaultAction(action);
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setFocusPolicy(Qt::TabFocus);
  return button;
}

}  // namespace

LabPanel::LabPanel(const Actions& actions, QWidget* parent)
    : QWidget(parent),
      variant_(new QComboBox(this)),
      exchange_(button_for(actions.exchange, "exchange-button", this)),
      machine_(new ElidedLabel(this)),
      area_(new QScrollArea(this)) {
  setObjectName("lab-panel");
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  add_controls(actions, *column);
  area_->setObjectName("lab-text");
  area_->setWidgetResizable(true);
  area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area_->setFrameShape(QFrame::NoFrame);
  area_->setFocusPolicy(Qt::NoFocus);
  area_->setWidget(make_text(actions));
  column->addWidget(area_, 1);
}

void LabPanel::add_controls(const Actions& actions, QVBoxLayout& column) {
  variant_->setObjectName("lab-variant");
  variant_->setToolTip("The variant of the kernel that is tried");
  variant_->setFocusPolicy(Qt::TabFocus);
  connect(variant_, &QComboBox::textActivated, this, &LabPanel::variant_chosen);
  auto* first = new QHBoxLayout;
  first->setSpacing(6);
  first->addWidget(variant_, 1);
  first->addWidget(exchange_, 1);
  auto* second = new QHBoxLayout;
  second->setSpacing(6);
  auto* play = button_for(actions.play, "play-button", this);
  play->setProperty("primary", true);
  second->addWidget(play, 1);
  second->addWidget(button_for(actions.next_line, "next-line-button", this), 1);
  second->addWidget(button_for(actions.play_step, "play-step-button", this));
  for (auto* button : findChildren<QToolButton*>())
    button->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  machine_->setObjectName("lab-machine");
  machine_->setProperty("dim", true);
  auto* controls = new QVBoxLayout;
  controls->setContentsMargins(12, 8, 12, 8);
  controls->setSpacing(6);
  controls->addLayout(first);
  controls->addLayout(second);
  controls->addWidget(machine_);
  column.addLayout(controls);
  auto* rule = new QFrame(this);
  rule->setProperty("rule", true);
  rule->setFixedHeight(1);
  column.addWidget(rule);
}

QWidget* LabPanel::make_text(const Actions& actions) {
  auto* text = new QWidget;
  text->setProperty("panel", true);
  auto* column = new QVBoxLayout(text);
  column->setContentsMargins(12, 10, 12, 14);
  column->setSpacing(4);
  claim_ = add_section(*column, "The claim", "lab-claim");
  question_ = add_section(*column, "The question", "lab-question");
  do_ = add_section(*column, "What to do", "lab-do");
  script_ = new ScriptView(text);
  column->addWidget(script_);
  look_ = add_section(*column, "What to look at", "lab-look");
  column->addSpacing(6);
  verdict_ = new VerdictCard(text);
  column->addWidget(verdict_);
  explain_ = button_for(actions.explain, "explain-button", text);
  column->addSpacing(6);
  column->addWidget(explain_, 0, Qt::AlignLeft);
  const int before = column->count();
  means_ = add_section(*column, "What it means", "lab-means");
  repair_ = add_section(*column, "The repair", "lab-repair");
  for (int at = before; at < column->count(); ++at)
    if (QWidget* widget = column->itemAt(at)->widget()) meaning_ << widget;
  column->addStretch(1);
  show_meaning();
  return text;
}

QLabel* LabPanel::add_section(QVBoxLayout& column, const QString& title, const char* name) {
  auto* heading = new QLabel(title);
  heading->setProperty("section", true);
  heading->setContentsMargins(0, column.count() > 0 ? 8 : 0, 0, 0);
  column.addWidget(heading);
  auto* body = new QLabel;
  body->setObjectName(QString::fromLatin1(name));
  body->setProperty("reading", true);
  body->setWordWrap(true);
  body->setTextFormat(Qt::PlainText);
  body->setTextInteractionFlags(Qt::TextSelectableByMouse);
  column.addWidget(body);
  return body;
}

void LabPanel::set_view(const MachineView& view) {
  if (!view.lab) return;
  const LabView& lab = *view.lab;
  const bool another = texts_ != lab.texts;
  texts_ = lab.texts;
  if (another) {
    show_texts(*lab.texts);
    show_variants(lab);
    revealed_ = false;
    reached_ = lab.reached;
    if (std::exchange(name_, lab.texts->name) != lab.texts->name)
      area_->verticalScrollBar()->setValue(0);
  }
  machine_->say(words::lab_machine(view));
  script_->set_view(lab);
  verdict_->set_view(lab);
  judged_ = lab.judged;
  show_meaning();
  follow(lab, another);
}

// The eye goes where something happened: the line that was reached, at the end
// the verdict.
void LabPanel::follow(const LabView& lab, bool another) {
  const bool over = lab.state != LabView::Script::Going;
  const bool now_over = std::exchange(over_, over) != over && over;
  const bool reached = std::exchange(reached_, lab.reached) != lab.reached && !another;
  if (!now_over && !reached) return;
  // When the labels have their new heights.
  QTimer::singleShot(0, this, [this, now_over] {
    if (now_over) return area_->verticalScrollBar()->setValue(verdict_->y() - 8);
    const QRect here = script_->here().translated(script_->pos());
    area_->ensureVisible(here.center().x(), here.center().y(), 0, here.height());
  });
}

void LabPanel::show_texts(const LabTexts& texts) {
  claim_->setText(QString::fromStdString(texts.claim));
  question_->setText(QString::fromStdString(texts.question));
  do_->setText(QString::fromStdString(texts.instructions));
  look_->setText(QString::fromStdString(texts.look));
  means_->setText(QString::fromStdString(texts.means));
  repair_->setText(QString::fromStdString(texts.repair));
}

void LabPanel::show_variants(const LabView& lab) {
  variant_->clear();
  for (const auto& name : lab.variants) variant_->addItem(QString::fromStdString(name));
  variant_->setCurrentText(QString::fromStdString(lab.variant));
}

void LabPanel::reveal(bool shown) {
  revealed_ = shown;
  show_meaning();
}

void LabPanel::show_meaning() {
  const bool shown = judged_ || revealed_;
  for (QWidget* widget : meaning_) widget->setVisible(shown);
  explain_->setVisible(!shown);
}

}  // namespace vectorscope
