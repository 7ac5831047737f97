// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/timeline_panel.hpp"

#include <QVBoxLayout>

#include <algorithm>
#include <utility>

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
  captions_ = view.lab != nullptr;
  if (!view.timeline) return;
  lanes_->setTimeline(view.timeline, view.step, view.captions);
  if (view.lab) show_lab(*view.lab, view.step);
}

// While a script is played its lines are close together; when it is over, they
// are what one wants to see, and not how everybody then finished.
void TimelinePanel::show_lab(const LabView& lab, Step now) {
  constexpr Step kLeast = 600, kMost = 20'000;
  const bool over = lab.state != LabView::Script::Going;
  const bool another = std::exchange(texts_, lab.texts) != lab.texts;
  const bool reached = std::exchange(reached_, lab.reached) != lab.reached;
  if (another) over_ = false;
  if (!over && (another || (reached && lanes_->following()))) {
    const Step begin = std::min(lab.begin, now);
    lanes_->followClosely(std::clamp(now - begin, kLeast, kMost));
  }
  if (std::exchange(over_, over) != over && over && lanes_->following())
    lanes_->showSteps(lab.begin, lab.end);
}

int TimelinePanel::wanted_height(bool tall) const {
  constexpr int kAround = 82;  // legend, the board's row and the axis
  constexpr int kCaptions = 20;
  const int lane = tall && cores_ <= 8 ? 26 : 18;
  return kAround + (captions_ ? kCaptions : 0) + int(cores_) * lane;
}

}  // namespace vectorscope
