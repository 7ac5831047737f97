// SPDX-License-Identifier: GPL-2.0-or-later
// The plot itself: axis, lanes and marks on one layer, the cursor on another,
// so that a moving cursor repaints nothing else. The window and the exported
// picture show the same plot.
#pragma once
#include <memory>
#include <optional>

#include <qcustomplot.h>

#include "emu/trace/step_caption.hpp"
#include "ui/timeline/hit.hpp"

namespace vectorscope {

struct Theme;

class TimelinePlot : public QCustomPlot {
  Q_OBJECT

 public:
  explicit TimelinePlot(const Theme& theme, QWidget* parent = nullptr);

  /// Takes the theme's colours anew.
  void restyle();
  void set_timeline(std::shared_ptr<const Timeline> timeline);
  void set_captions(StepCaptions captions);
  void set_lanes(std::vector<CoreId> lanes);
  void set_range(double begin, double end);
  /// Without a cursor nothing is "ahead" (an exported picture has none).
  void set_cursor(std::optional<Step> step);
  void set_selection(std::optional<std::pair<Step, Step>> steps);
  void set_chosen(Hit hit);

  [[nodiscard]] const StepCaptions& captions() const { return captions_; }
  [[nodiscard]] const Timeline* timeline() const { return timeline_.get(); }
  /// `resolution`: columns of the device in a unit of the plot.
  [[nodiscard]] LaneGeometry geometry(double resolution = 1) const;
  /// Paints the cursor's layer alone.
  void replot_overlay();

 private:
  friend class LanePlottable;
  friend class OverlayPlottable;

  const Theme& theme_;
  std::shared_ptr<const Timeline> timeline_;
  StepCaptions captions_;
  std::vector<CoreId> lanes_;
  std::optional<Step> cursor_;
  std::optional<std::pair<Step, Step>> selection_;
  Hit chosen_;
};

}  // namespace vectorscope
