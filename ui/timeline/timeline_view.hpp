// SPDX-License-Identifier: GPL-2.0-or-later
// The timeline across the bottom of the window: a lane for each core.
// Wheel zooms at the pointer, drag pans, Shift+drag selects, a click says what
// is there, a double click seeks; Home, End, + and - as one expects.
#pragma once
#include <memory>
#include <optional>
#include <utility>

#include <QWidget>

#include "emu/trace/step_caption.hpp"
#include "ui/timeline/hit.hpp"
#include "ui/timeline/step_window.hpp"

class QToolButton;

namespace vectorscope {

class TimelineHeader;
class TimelinePlot;

class TimelineView : public QWidget {
  Q_OBJECT

 public:
  explicit TimelineView(QWidget* parent = nullptr);
  ~TimelineView() override;

  /// A new picture; `now` is where the machine is. Cheap: painting is queued.
  void setTimeline(std::shared_ptr<const Timeline> timeline, Step now,
                   const StepCaptions& captions = {});

  [[nodiscard]] bool following() const { return following_; }
  [[nodiscard]] const StepWindow& window() const { return window_; }
  [[nodiscard]] std::optional<std::pair<Step, Step>> selection() const { return selection_; }
  /// What the last click said; empty before the first.
  [[nodiscard]] QString words() const;
  /// Where the mouse works, and what is where on it.
  [[nodiscard]] QWidget* surface() const;
  [[nodiscard]] LaneGeometry geometry() const;

 public Q_SLOTS:
  void setFollowing(bool following);
  void showAll();
  /// These steps; following ends.
  void showSteps(Step begin, Step end);
  /// Follows again, with so many steps in sight.
  void followClosely(Step width);
  void zoomIn() { zoomAtCursor(1 / 1.5); }
  void zoomOut() { zoomAtCursor(1.5); }
  void clearSelection();

 Q_SIGNALS:
  /// The index in the event log of the mark that was clicked.
  void eventChosen(std::size_t index);
  void laneChosen(CoreId lane);
  void seekRequested(Step step);
  void rangeSelected(Step begin, Step end);
  void followingChanged(bool following);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  enum class Drag { None, Press, Pan, Select };

  bool mouse(QEvent* event);
  void press(const QMouseEvent& event);
  void move(const QMouseEvent& event);
  void release(const QMouseEvent& event);
  void wheel(const QWheelEvent& event);
  void choose(QPointF point);
  void hover(const QMouseEvent& event);
  void panTo(double x);
  void selectTo(double x);
  void zoomAtCursor(double factor);
  void moved();    ///< the person moved the window: following ends
  void refresh();  ///< range, cursor and lanes, painted soon
  [[nodiscard]] Step stepAt(double x) const;

  TimelineHeader* header_;
  TimelinePlot* plot_;
  StepWindow window_;
  std::shared_ptr<const Timeline> timeline_;
  Step now_ = 0;
  bool following_ = true;
  std::optional<std::pair<Step, Step>> selection_;
  Drag drag_ = Drag::None;
  QPointF pressed_at_;
  double grabbed_ = 0;  ///< the window's begin when the drag began
};

}  // namespace vectorscope
