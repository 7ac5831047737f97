// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/timeline_view.hpp"

#include <algorithm>
#include <cmath>

#include <QApplication>
#include <QKeyEvent>
#include <QToolTip>
#include <QVBoxLayout>

#include "ui/theme/theme.hpp"
#include "ui/timeline/caption_painter.hpp"
#include "ui/timeline/timeline_header.hpp"
#include "ui/timeline/timeline_plot.hpp"

namespace vectorscope {

TimelineView::TimelineView(QWidget* parent)
    : QWidget(parent), header_(new TimelineHeader(this)), plot_(new TimelinePlot(theme(), this)) {
  setFocusPolicy(Qt::StrongFocus);
  setMinimumHeight(120);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(header_);
  column->addWidget(plot_, 1);
  plot_->setFocusPolicy(Qt::NoFocus);
  plot_->setMouseTracking(true);
  plot_->installEventFilter(this);
  connect(header_, &TimelineHeader::followClicked, this, &TimelineView::setFollowing);
  header_->set_following(following_);
}

TimelineView::~TimelineView() = default;

void TimelineView::setTimeline(std::shared_ptr<const Timeline> timeline, Step now,
                               const StepCaptions& captions) {
  const Step end = timeline ? timeline->end() : 0;
  const bool another = timeline_ && end < timeline_->end();
  timeline_ = std::move(timeline);
  now_ = now;
  window_.set_limit(end);
  if (another) {  // what was chosen or selected belongs to the machine that is gone
    plot_->set_chosen({});
    header_->set_words({});
    clearSelection();
  }
  plot_->set_timeline(timeline_);
  plot_->set_captions(captions);
  if (following_) window_.follow(now_);
  refresh();
}

QString TimelineView::words() const { return header_->words(); }
QWidget* TimelineView::surface() const { return plot_; }
LaneGeometry TimelineView::geometry() const { return plot_->geometry(); }

void TimelineView::setFollowing(bool following) {
  if (following) window_.follow(now_);
  header_->set_following(following);
  if (following != following_) {
    following_ = following;
    emit followingChanged(following);
  }
  refresh();
}

void TimelineView::showAll() {
  window_.show_all();
  moved();
}

void TimelineView::showSteps(Step begin, Step end) {
  window_.show(static_cast<double>(begin), static_cast<double>(end));
  moved();
}

void TimelineView::followClosely(Step width) {
  window_.show(window_.end() - static_cast<double>(width), window_.end());
  setFollowing(true);
}

void TimelineView::clearSelection() {
  selection_.reset();
  plot_->set_selection({});
  plot_->replot_overlay();
}

bool TimelineView::eventFilter(QObject* watched, QEvent* event) {
  if (watched != plot_) return QWidget::eventFilter(watched, event);
  if (event->type() == QEvent::Resize) {
    QMetaObject::invokeMethod(this, &TimelineView::refresh, Qt::QueuedConnection);
    return false;
  }
  return mouse(event);
}

/// True for what is handled here and must not reach the plot.
bool TimelineView::mouse(QEvent* event) {
  switch (event->type()) {
    case QEvent::MouseButtonPress: press(*static_cast<QMouseEvent*>(event)); return false;
    case QEvent::MouseMove: move(*static_cast<QMouseEvent*>(event)); return true;
    case QEvent::MouseButtonRelease: release(*static_cast<QMouseEvent*>(event)); return true;
    case QEvent::MouseButtonDblClick:
      drag_ = Drag::None;
      emit seekRequested(stepAt(static_cast<QMouseEvent*>(event)->position().x()));
      return true;
    case QEvent::Wheel: wheel(*static_cast<QWheelEvent*>(event)); return true;
    default: return false;
  }
}

void TimelineView::press(const QMouseEvent& event) {
  if (event.button() != Qt::LeftButton) return;
  setFocus(Qt::MouseFocusReason);
  pressed_at_ = event.position();
  grabbed_ = window_.begin();
  drag_ = event.modifiers().testFlag(Qt::ShiftModifier) ? Drag::Select : Drag::Press;
}

void TimelineView::move(const QMouseEvent& event) {
  if (!event.buttons().testFlag(Qt::LeftButton)) drag_ = Drag::None;
  const double distance = (event.position() - pressed_at_).manhattanLength();
  if (drag_ == Drag::Press && distance >= QApplication::startDragDistance() / 2.0) drag_ = Drag::Pan;
  if (drag_ == Drag::Pan) panTo(event.position().x());
  if (drag_ == Drag::Select) selectTo(event.position().x());
  if (drag_ == Drag::None) hover(event);
}

void TimelineView::release(const QMouseEvent& event) {
  if (event.button() != Qt::LeftButton) return;
  const Drag ended = std::exchange(drag_, Drag::None);
  if (ended == Drag::Press) choose(event.position());
  if (ended != Drag::Select) return;
  selectTo(event.position().x());
  if (selection_ && selection_->first != selection_->second)
    emit rangeSelected(selection_->first, selection_->second);
  else
    clearSelection();
}

void TimelineView::wheel(const QWheelEvent& event) {
  const QPoint turned = event.angleDelta();
  if (std::abs(turned.x()) > std::abs(turned.y())) {
    window_.pan(-turned.x() / 120.0 * window_.width() / 10);
  } else if (turned.y() != 0) {
    window_.zoom(geometry().step_at(event.position().x()), std::pow(0.8, turned.y() / 120.0));
  }
  moved();
}

void TimelineView::choose(QPointF point) {
  if (!timeline_) return;
  const auto caption = caption_at(plot_->captions(), geometry(), point);
  if (!caption.empty()) return header_->set_words(QString::fromStdString(caption));
  const Hit hit = hit_at(*timeline_, geometry(), point);
  header_->set_words(QString::fromStdString(hit.words));
  plot_->set_chosen(hit);
  plot_->replot_overlay();
  if (hit.mark) emit eventChosen(hit.mark->event);
  if (hit.lane != kNoCore) emit laneChosen(hit.lane);
}

void TimelineView::hover(const QMouseEvent& event) {
  if (!timeline_) return;
  const auto caption = caption_at(plot_->captions(), geometry(), event.position());
  if (!caption.empty()) {
    plot_->setCursor(Qt::ArrowCursor);
    return QToolTip::showText(event.globalPosition().toPoint(), QString::fromStdString(caption), plot_);
  }
  const Hit hit = hit_at(*timeline_, geometry(), event.position());
  plot_->setCursor(hit.mark ? Qt::PointingHandCursor : Qt::ArrowCursor);
  QToolTip::showText(event.globalPosition().toPoint(), QString::fromStdString(hit.words), plot_);
}

void TimelineView::panTo(double x) {
  const double per_pixel = window_.width() / std::max(1.0, geometry().area.width());
  window_.show(grabbed_ - (x - pressed_at_.x()) * per_pixel,
               grabbed_ - (x - pressed_at_.x()) * per_pixel + window_.width());
  moved();
}

void TimelineView::selectTo(double x) {
  const auto [begin, end] = std::minmax({stepAt(pressed_at_.x()), stepAt(x)});
  selection_ = {begin, end};
  plot_->set_selection(selection_);
  plot_->replot_overlay();
}

void TimelineView::zoomAtCursor(double factor) {
  const double now = static_cast<double>(now_);
  const bool seen = now >= window_.begin() && now <= window_.end();
  window_.zoom(seen ? now : window_.begin() + window_.width() / 2, factor);
  moved();
}

void TimelineView::keyPressEvent(QKeyEvent* event) {
  const double page = window_.width() * (event->modifiers() & Qt::ControlModifier ? 0.9 : 0.1);
  switch (event->key()) {
    case Qt::Key_Home: return showAll();
    case Qt::Key_End: return setFollowing(true);
    case Qt::Key_Plus:
    case Qt::Key_Equal: return zoomIn();
    case Qt::Key_Minus: return zoomOut();
    case Qt::Key_Left: window_.pan(-page); return moved();
    case Qt::Key_Right: window_.pan(page); return moved();
    case Qt::Key_Escape: return clearSelection();
    default: QWidget::keyPressEvent(event);
  }
}

void TimelineView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::StyleChange) {
    plot_->restyle();
    refresh();
  }
  QWidget::changeEvent(event);
}

void TimelineView::moved() {
  QToolTip::hideText();
  if (following_) setFollowing(false);
  refresh();
}

void TimelineView::refresh() {
  plot_->set_range(window_.begin(), window_.end());
  plot_->set_cursor(timeline_ ? std::optional<Step>(now_) : std::nullopt);
  plot_->replot(QCustomPlot::rpQueuedRefresh);
}

Step TimelineView::stepAt(double x) const {
  const double last = timeline_ ? static_cast<double>(timeline_->end()) : 0;
  return static_cast<Step>(std::clamp(std::floor(geometry().step_at(x)), 0.0, last));
}

}  // namespace vectorscope
