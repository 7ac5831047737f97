// SPDX-License-Identifier: GPL-2.0-or-later
// The page of an exported timeline: title, legend, lanes and axis.
#pragma once
#include <memory>

#include "ui/picture/page.hpp"
#include "ui/theme/theme.hpp"
#include "ui/timeline/export_timeline.hpp"
#include "ui/timeline/timeline_plot.hpp"

namespace vectorscope {

class Picture final : public Page {
 public:
  Picture(const Timeline& timeline, const ExportOptions& options, const Theme& theme);

  [[nodiscard]] QSize size() const override;
  [[nodiscard]] const QString& title() const override { return title_; }
  [[nodiscard]] const QString& subtitle() const override { return subtitle_; }
  void paint(QCPPainter& painter) const override;

 private:
  [[nodiscard]] QRectF legend_row() const;  ///< its first
  [[nodiscard]] int header() const;         ///< the height above the lanes

  const Theme& theme_;
  QString title_, subtitle_;
  QSize plot_size_;
  int legend_rows_ = 1;
  std::unique_ptr<TimelinePlot> plot_;
};

}  // namespace vectorscope
