// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/score_panel.hpp"

#include "ui/models/lab_words.hpp"
#include "ui/views/panel_heading.hpp"
#include "ui/window/lab_panel.hpp"
#include "ui/window/replay_panel.hpp"

namespace vectorscope {

ScorePanel::ScorePanel(const Actions& actions, QWidget* parent)
    : QStackedWidget(parent),
      heading_(new PanelHeading("Lab")),
      lab_(new LabPanel(actions, this)),
      replay_(new ReplayPanel(actions, this)) {
  heading_->setObjectName("lab-heading");
  addWidget(lab_);
  addWidget(replay_);
}

void ScorePanel::set_view(const MachineView& view) {
  if (view.lab) {
    heading_->set_title(QString::fromStdString(view.lab->texts->title));
    heading_->set_detail(words::script_line(*view.lab));
    lab_->set_view(view);
    setCurrentWidget(lab_);
  } else if (view.replay) {
    heading_->set_title("Recording");
    heading_->set_detail(view.replay->over ? "played to its end" : "");
    replay_->set_view(view);
    setCurrentWidget(replay_);
  }
}

}  // namespace vectorscope
