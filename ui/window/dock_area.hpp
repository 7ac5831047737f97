// SPDX-License-Identifier: GPL-2.0-or-later
// The panels: the chosen core, the handler array, interrupt controllers and
// consoles, and the timeline below them all.
#pragma once
#include <QMainWindow>

#include <memory>

#include "emu/session/view.hpp"

class QDockWidget;
class QMenu;

namespace vectorscope {

struct Actions;
class ConsolePanel;
class CorePanel;
class HandlerPanel;
class PanelHeading;
class PicIpiView;
class ScorePanel;
class TimelinePanel;

class DockArea : public QMainWindow {
  Q_OBJECT
 public:
  explicit DockArea(const Actions& actions, QWidget* parent = nullptr);
  void set_view(const std::shared_ptr<const MachineView>& view);
  void reset_layout();
  void set_reduced_motion(bool reduced);
  [[nodiscard]] ScorePanel& score() { return *score_; }
  /// A switch for each panel.
  void add_switches(QMenu& menu);

 Q_SIGNALS:
  void key(std::uint8_t scancode);
  void core_chosen(vectorscope::CoreId core);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  bool event(QEvent* event) override;

 private:
  /// `heading` may be null.
  QDockWidget* add_panel(const char* name, PanelHeading* heading, QWidget* panel,
                         Qt::DockWidgetArea area);
  void share_out();

  /// The lab stands beside the core where there is room, else before it as a tab.
  void place_score();

  ScorePanel* score_;
  CorePanel* core_;
  HandlerPanel* handlers_;
  PicIpiView* pic_;
  PanelHeading* pic_heading_;
  ConsolePanel* console_;
  TimelinePanel* timeline_;
  QList<QDockWidget*> docks_;
  QByteArray first_layout_;
  QDockWidget *score_dock_, *core_dock_;
  std::size_t cores_ = 0;
  bool has_score_ = false, beside_ = false;
  bool untouched_ = true;  ///< nobody moved a panel: sizes follow the window
};

}  // namespace vectorscope
