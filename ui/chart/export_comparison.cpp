// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/chart/export_comparison.hpp"

#include <QFileInfo>

#include <memory>

#include "emu/base/file.hpp"
#include "ui/chart/comparison_plot.hpp"
#include "ui/picture/page.hpp"
#include "ui/theme/theme.hpp"

namespace vectorscope {
namespace {

constexpr int kWidth = 1200, kPlotHeight = 520, kMargin = 24, kTop = 14, kTitle = 26, kKey = 30;

/// Title, key and bars.
class ComparisonPage final : public Page {
 public:
  ComparisonPage(const Comparison& comparison, std::size_t column, const Theme& theme)
      : comparison_(comparison),
        theme_(theme),
        plot_(new ComparisonPlot(theme)),
        title_(QString::fromStdString(comparison.title)),
        subtitle_(QString::fromStdString(comparison.lab + ": " + comparison.columns[column])) {
    plot_->resize(kWidth - kMargin, kPlotHeight);
    plot_->setViewport(QRect(0, 0, kWidth - kMargin, kPlotHeight));
    plot_->show_column(comparison, column);
  }

  [[nodiscard]] QSize size() const override {
    return {kWidth, kTop + kTitle + kKey + kPlotHeight + 8};
  }
  [[nodiscard]] const QString& title() const override { return title_; }
  [[nodiscard]] const QString& subtitle() const override { return subtitle_; }

  void paint(QCPPainter& painter) const override {
    painter.setMode(QCPPainter::pmNoCaching);
    painter.fillRect(QRectF(QPointF(), QSizeF(size())), theme_.panel);
    const QRectF line(kMargin, kTop - 2, kWidth - 2 * kMargin, kTitle);
    painter.setFont(sans_font(17, true));
    painter.setPen(theme_.text);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, title_);
    painter.setFont(sans_font(13));
    painter.setPen(theme_.text2);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, subtitle_);
    ComparisonPlot::paint_key(painter, QPointF(kMargin, kTop + kTitle + kKey / 2.0), comparison_,
                              theme_);
    painter.translate(kMargin / 2.0, kTop + kTitle + kKey);
    plot_->toPainter(&painter, kWidth - kMargin, kPlotHeight);
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
