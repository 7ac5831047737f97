// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/timeline_panel.hpp"

#include <QVBoxLayout>

#include "ui/timeline/timeline_view.hpp"

namespace vectorscope {

TimelinePanel::TimelinePanel(QWidget* parent)
    : QWidget(parent), lanes_(new TimelineView(this)) {
  lanes_->setObjectName("timeline");
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(lanes_);
  connect(lanes_, &TimelineView::laneChosen, this, &TimelinePanel::core_chosen);
}

void TimelinePanel::set_view(const MachineView& view) {
  cores_ = unsigned(view.cores.size());
  if (view.timeline) lanes_->setTimeline(view.timeline, view.step);
}

int TimelinePanel::wanted_height(bool tall) const {
  constexpr int kAround = 82;  // legend, the board's row and the axis
  const int lane = tall && cores_ <= 8 ? 26 : 18;
  return kAround + int(cores_) * lane;
}

}  // namespace vectorscope
