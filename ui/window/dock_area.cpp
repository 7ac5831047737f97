// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/dock_area.hpp"

#include <QDockWidget>
#include <QMenu>
#include <QMouseEvent>

#include <utility>

#include "ui/views/handler_grid_view.hpp"
#include "ui/views/handler_panel.hpp"
#include "ui/views/panel_heading.hpp"
#include "ui/views/pic_ipi_view.hpp"
#include "ui/window/console_panel.hpp"
#include "ui/window/core_panel.hpp"
#include "ui/window/score_panel.hpp"
#include "ui/window/timeline_panel.hpp"

namespace vectorscope {

DockArea::DockArea(const Actions& actions, QWidget* parent)
    : QMainWindow(parent), score_(new ScorePanel(actions)), core_(new CorePanel), handlers_(new HandlerPanel),
      pic_(new PicIpiView), pic_heading_(new PanelHeading("PIC and IPI")),
      console_(new ConsolePanel), timeline_(new TimelinePanel) {
  setObjectName("dock-area");
  setWindowFlags(Qt::Widget);  // a part of the window, though it can hold docks
  setDockNestingEnabled(true);
  setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
  setCentralWidget(handlers_);
  core_dock_ = add_panel("core", core_->heading(), core_, Qt::LeftDockWidgetArea);
  add_panel("pic", pic_heading_, pic_, Qt::RightDockWidgetArea);
  add_panel("console", nullptr, console_, Qt::RightDockWidgetArea);
  add_panel("timeline", nullptr, timeline_, Qt::BottomDockWidgetArea);
  score_dock_ = add_panel("lab", score_->heading(), score_, Qt::LeftDockWidgetArea);
  score_dock_->hide();
  core_dock_->setWindowTitle("Core");
  score_dock_->setWindowTitle("Lab");
  tabifyDockWidget(core_dock_, score_dock_);
  connect(console_, &ConsolePanel::key, this, &DockArea::key);
  connect(timeline_, &TimelinePanel::core_chosen, this, &DockArea::core_chosen);
  first_layout_ = saveState();
}

QDockWidget* DockArea::add_panel(const char* name, PanelHeading* heading, QWidget* panel,
                                 Qt::DockWidgetArea area) {
  auto* dock = new QDockWidget(this);
  dock->setObjectName(QString("dock-") + name);
  // Tabs and legend say what a panel is where there is no heading.
  dock->setTitleBarWidget(heading ? static_cast<QWidget*>(heading) : new QWidget(dock));
  dock->setWidget(panel);
  panel->setProperty("panel", true);
  addDockWidget(area, dock);
  connect(dock, &QDockWidget::topLevelChanged, this, [this] { untouched_ = false; });
  docks_ << dock;
  return dock;
}

void DockArea::set_view(const std::shared_ptr<const MachineView>& view) {
  core_->set_view(*view);
  handlers_->set_view(view);
  pic_->set_view(view->pic, view->ipi);
  pic_heading_->set_detail(view->pic.intr ? "INTR asserted" : "two 8259A and the bus between cores");
  console_->set_view(*view);
  timeline_->set_view(*view);
  score_->set_view(*view);
  const bool has_score = view->lab || view->replay;
  score_dock_->setWindowTitle(view->replay ? "Recording" : "Lab");
  score_dock_->toggleViewAction()->setText("Lab or recording");
  if (std::exchange(has_score_, has_score) != has_score) {
    place_score();
    score_dock_->setVisible(has_score);
    if (has_score && !beside_) score_dock_->raise();
    if (untouched_) share_out();
  }
  if (untouched_ && view->cores.size() != cores_) share_out();
  cores_ = view->cores.size();
}

void DockArea::reset_layout() {
  restoreState(first_layout_);
  for (QDockWidget* dock : docks_) dock->setVisible(dock != score_dock_ || has_score_);
  beside_ = false;
  place_score();
  untouched_ = true;
  share_out();
}

void DockArea::set_reduced_motion(bool reduced) { handlers_->grid().set_reduced_motion(reduced); }

void DockArea::add_switches(QMenu& menu) {
  const char* words[] = {"Core", "PIC and IPI", "Console", "Timeline", "Lab or recording"};
  for (qsizetype at = 0; at < docks_.size(); ++at) {
    QAction* action = docks_[at]->toggleViewAction();
    action->setText(words[at]);
    action->setObjectName(docks_[at]->objectName() + "-switch");
    menu.addAction(action);
  }
}

void DockArea::resizeEvent(QResizeEvent* event) {
  QMainWindow::resizeEvent(event);
  if (!untouched_) return;
  place_score();
  share_out();
}

void DockArea::place_score() {
  constexpr int kWideEnough = 1700;
  const bool beside = width() >= kWideEnough;
  if (!has_score_ || beside == beside_) return;
  beside_ = beside;
  const bool before = std::exchange(untouched_, true);
  removeDockWidget(score_dock_);
  addDockWidget(Qt::LeftDockWidgetArea, score_dock_);
  if (beside) {
    splitDockWidget(score_dock_, core_dock_, Qt::Horizontal);
  } else {
    tabifyDockWidget(core_dock_, score_dock_);
  }
  score_dock_->setVisible(has_score_);
  if (!beside) score_dock_->raise();
  untouched_ = before;
}

// A press that QMainWindow itself accepts is on a separator: from then on the
// sizes are the person's.
bool DockArea::event(QEvent* event) {
  const bool taken = QMainWindow::event(event);
  if (event->type() == QEvent::MouseButtonPress && event->isAccepted()) untouched_ = false;
  return taken;
}

void DockArea::share_out() {
  constexpr int kTall = 700;
  constexpr int kAbove = 336;     // the handler array with its smallest cells
  constexpr int kPicAlone = 120;  // messages beside the registers, not below
  const int bottom = qBound(120, timeline_->wanted_height(height() >= kTall), qMax(120, height() - kAbove));
  const int above = height() - bottom;
  const bool lab_beside = has_score_ && beside_;
  // Narrower than this the array keeps its card only if the panels beside it are at their least.
  const bool tight = width() < 1120;
  const int left = tight ? 240 : width() * (lab_beside ? 23 : 27) / 100;
  const int lab = width() * 21 / 100;
  const int right = tight ? 306 : width() * (lab_beside ? 28 : 36) / 100;
  const int console = PanelHeading::kHeight + right * 25 * 2 / 80;  // cells twice as high as wide
  const int pic = qBound(kPicAlone, above - console, 270);
  if (lab_beside) {
    resizeDocks({score_dock_, core_dock_, docks_[1]}, {lab, left, right}, Qt::Horizontal);
  } else {
    QDockWidget* in_front = has_score_ ? score_dock_ : core_dock_;
    resizeDocks({in_front, docks_[1]}, {left, right}, Qt::Horizontal);
  }
  resizeDocks({docks_[1], docks_[2]}, {pic, above - pic}, Qt::Vertical);
  resizeDocks({docks_[3]}, {bottom}, Qt::Vertical);
}

}  // namespace vectorscope
