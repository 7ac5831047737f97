// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/chart/export_comparison.hpp"

#include <QFileInfo>

#include <memory>

#include "emu/base/file.hpp"
#include "ui/chart/comparison_plot.hpp"
#include "ui/picture/heading.hpp"

namespace vectorscope {
namespace {

constexpr int kWidth = 1200, kPlotHeight = 520, kKey = 30;

/// Title, key and bars.
class ComparisonPage final : public Page {
 public:
  ComparisonPage(const Comparison& comparison, std::size_t column, const Theme& theme)
      : comparison_(comparison),
        theme_(theme),
        plot_(new ComparisonPlot(theme)),
        title_(QString::fromStdString(comparison.title)),
        subtitle_(QString::fromStdString(comparison.lab + ": " + comparison.columns[column])) {
    plot_->resize(kWidth - kPageMargin, kPlotHeight);
    plot_->setViewport(QRect(0, 0, kWidth - kPageMargin, kPlotHeight));
    plot_->show_column(comparison, column);
  }

  [[nodiscard]] QSize size() const override {
    return {kWidth, kPageTop + kHeadingHeight + kKey + kPlotHeight + 8};
  }
  [[nodiscard]] const QString& title() const override { return title_; }
  [[nodiscard]] const QString& subtitle() const override { return subtitle_; }

  void paint(QCPPainter& painter) const override {
    paint_heading(painter, *this, theme_);
    ComparisonPlot::paint_key(painter, QPointF(kPageMargin, kPageTop + kHeadingHeight + kKey / 2.0), comparison_,
                              theme_);
    painter.translate(kPageMargin / 2.0, kPageTop + kHeadingHeight + kKey);
    plot_->toPainter(&painter, kWidth - kPageMargin, kPlotHeight);
  }

 private:
  const Comparison& comparison_;
  const Theme& theme_;
  std::unique_ptr<ComparisonPlot> plot_;
  QString title_, subtitle_;
};

}  // namespace

Result<void> export_comparison(const QString& path, const Comparison& comparison,
                               std::size_t column, const QString& theme_name) {
  const auto text = comparison_csv(comparison);
  if (QFileInfo(path).suffix().toLower() == "csv")
    return write_file(path.toStdString(),
                      {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  const auto theme = load_theme(theme_name);
  if (!theme) return tl::unexpected(theme.error());
  return save_page(path, ComparisonPage(comparison, column, *theme));
}

}  // namespace vectorscope
