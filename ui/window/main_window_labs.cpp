// SPDX-License-Identifier: GPL-2.0-or-later
// Labs and recordings: opening them, playing them, and what is said about them.
#include <QStackedWidget>

#include "ui/theme/theme.hpp"
#include "ui/window/banner.hpp"
#include "ui/window/compare_page.hpp"
#include "ui/window/dock_area.hpp"
#include "ui/window/icons.hpp"
#include "ui/window/lab_panel.hpp"
#include "ui/window/labs_page.hpp"
#include "ui/window/main_window.hpp"
#include "ui/window/score_panel.hpp"
#include "ui/window/speaker_notes.hpp"

namespace vectorscope {

void MainWindow::connect_lab_actions() {
  if (auto list = list_labs())
    lab_list_ = std::move(*list);
  else
    banner_->say(QString::fromStdString(list.error().text));
  labs_page_->set_labs(lab_list_);
  connect(labs_page_, &LabsPage::lab_chosen, this,
          [this](const QString& name) { open_lab({name.toStdString()}); });
  connect(labs_page_, &LabsPage::left, this, [this] { show_page(machine_page_); });
  connect(actions_.labs, &QAction::triggered, this,
          [this](bool on) { show_page(on ? static_cast<QWidget*>(labs_page_) : machine_page_); });
  compare_page_->set_labs(lab_list_);
  connect(compare_page_, &ComparePage::left, this, [this] { show_page(machine_page_); });
  connect(compare_page_, &ComparePage::said, banner_, &Banner::say);
  connect(compare_page_, &ComparePage::run_chosen, this, [this](const LabChoice& run) {
    show_page(machine_page_);
    open_lab(run);
  });
  connect(actions_.compare, &QAction::triggered, this, [this](bool on) {
    show_page(on ? static_cast<QWidget*>(compare_page_) : machine_page_);
  });
  connect(actions_.play, &QAction::triggered, this, [this](bool on) {
    if (on)
      worker_->send(commands::Play{});
    else
      worker_->send(commands::Pause{});
  });
  connect(actions_.next_line, &QAction::triggered, this,
          [this] { worker_->send(commands::PlayLine{}); });
  connect(actions_.play_step, &QAction::triggered, this,
          [this] { worker_->send(commands::PlayStep{}); });
  connect(actions_.exchange, &QAction::triggered, this, [this] {
    if (view_ && view_->lab) open_variant(view_->lab->other);
  });
  connect(&docks_->score().lab(), &LabPanel::variant_chosen, this,
          [this](const QString& variant) { open_variant(variant.toStdString()); });
  connect(actions_.explain, &QAction::triggered, this,
          [this] { docks_->score().lab().reveal(true); });
  connect(actions_.speaker_notes, &QAction::toggled, this, &MainWindow::show_notes);
}

void MainWindow::open_lab(const LabChoice& choice) {
  send_open(commands::OpenLab{choice});
}

void MainWindow::open_variant(const std::string& variant) {
  if (view_ && view_->lab) open_lab({view_->lab->opened, variant, view_->lab->schedule});
}

void MainWindow::start_again() {
  if (last_opened_) worker_->send(*last_opened_);
}

void MainWindow::show_page(QWidget* page) {
  pages_->setCurrentWidget(page);
  if (page == labs_page_) {
    const bool lab = view_ && view_->lab;
    labs_page_->show_open(lab ? QString::fromStdString(view_->lab->texts->name) : QString());
  } else if (page == compare_page_) {
    const bool lab = view_ && view_->lab;
    compare_page_->compare(lab ? QString::fromStdString(view_->lab->opened) : "compare");
    compare_page_->setFocus();
  } else {
    machine_page_->setFocus();
  }
  actions_.labs->setChecked(page == labs_page_);
  actions_.compare->setChecked(page == compare_page_);
}

void MainWindow::show_lab_state(const MachineView& view) {
  const bool playing = view.drive == Drive::Score;
  const bool lab = view.lab != nullptr;
  const bool more = lab ? view.lab->state == LabView::Script::Going
                        : view.replay && !view.replay->over && !view.replay->by_hand;
  actions_.play->setEnabled(more || playing);
  actions_.play->setChecked(playing);
  actions_.play->setText(playing ? "Pause" : lab || !view.replay ? "Play script" : "Play");
  actions_.play->setIcon(sign_icon(playing ? Sign::Pause : Sign::Run, theme().on_accent));
  actions_.play_step->setEnabled(more);
  actions_.next_line->setEnabled(lab && more);
  actions_.explain->setEnabled(lab);
  actions_.speaker_notes->setEnabled(lab);
  actions_.exchange->setEnabled(lab && view.lab->other != view.lab->variant);
  actions_.exchange->setText(lab ? "Show " + QString::fromStdString(view.lab->other) : "Exchange");
  if (lab && notes_ && notes_->isVisible()) notes_->show_lab(*view.lab->texts, lab_list_);
}

void MainWindow::show_notes(bool shown) {
  if (!notes_) {
    notes_ = new SpeakerNotes(this);
    connect(notes_, &QDialog::finished, this,
            [this] { actions_.speaker_notes->setChecked(false); });
  }
  if (shown && view_ && view_->lab) notes_->show_lab(*view_->lab->texts, lab_list_);
  notes_->setVisible(shown);
}

}  // namespace vectorscope
