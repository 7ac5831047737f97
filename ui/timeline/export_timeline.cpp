// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/export_timeline.hpp"

#include <algorithm>

#include <QBuffer>
#include <QFileInfo>
#include <QImageWriter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

#include "ui/timeline/picture.hpp"

namespace vectorscope {
namespace {

Result<QByteArray> as_png(const Picture& picture, const ExportOptions& options) {
  QImage image(picture.size() * options.scale, QImage::Format_RGB32);
  if (image.isNull()) return fail("the picture is too large; choose a smaller scale or width");
  QCPPainter painter(&image);
  painter.scale(options.scale, options.scale);
  picture.paint(painter);
  painter.end();
  image.setText("Title", picture.title());
  image.setText("Description", picture.subtitle());
  image.setText("Software", "Vectorscope");
  QBuffer bytes;
  QImageWriter writer(&bytes, "png");
  if (!writer.write(image)) return fail(writer.errorString().toStdString());
  return bytes.data();
}

Result<QByteArray> as_svg(const Picture& picture) {
  QBuffer bytes;
  QSvgGenerator svg;
  svg.setOutputDevice(&bytes);
  svg.setResolution(96);
  svg.setSize(picture.size());
  svg.setViewBox(QRect(QPoint(), picture.size()));
  svg.setTitle(picture.title());
  svg.setDescription(picture.subtitle());
  QCPPainter painter;
  if (!painter.begin(&svg)) return fail("the SVG could not be begun");
  painter.setMode(QCPPainter::pmVectorized);
  picture.paint(painter);
  painter.end();
  return bytes.data();
}

Result<QByteArray> as_pdf(const Picture& picture) {
  constexpr double kPointsPerPixel = 72.0 / 96;
  QBuffer bytes;
  bytes.open(QIODevice::WriteOnly);
  QPdfWriter pdf(&bytes);
  pdf.setResolution(96);
  pdf.setTitle(picture.title());
  pdf.setCreator("Vectorscope");
  pdf.setPageMargins(QMarginsF());
  pdf.setPageSize(QPageSize(QSizeF(picture.size()) * kPointsPerPixel, QPageSize::Point));
  QCPPainter painter;
  if (!painter.begin(&pdf)) return fail("the PDF could not be begun");
  painter.setMode(QCPPainter::pmVectorized);
  picture.paint(painter);
  painter.end();
  return bytes.data();
}

Result<void> save(const QString& path, const QByteArray& bytes) {
  QSaveFile file(path);
  if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit()) return {};
  return fail(path.toStdString() + ": cannot be written (" + file.errorString().toStdString() +
              "); choose another place");
}

Result<void> check(const QString& path, const Timeline& timeline, const ExportOptions& options) {
  const auto wrong = [&path](const std::string& what) { return fail(path.toStdString() + ": " + what); };
  if (options.scale != 1 && options.scale != 2 && options.scale != 4)
    return wrong("scale " + std::to_string(options.scale) + " is not 1, 2 or 4");
  if (options.width < 320 || options.width > 16'000)
    return wrong("width " + std::to_string(options.width) + " is not 320 to 16000");
  if (options.range && options.range->first >= options.range->second)
    return wrong("the range of steps is empty");
  for (const CoreId lane : options.lanes)
    if (lane >= timeline.lanes())
      return wrong("there is no core " + std::to_string(lane) + "; there are " +
                   std::to_string(timeline.lanes()));
  return {};
}

}  // namespace

Result<void> export_timeline(const QString& path, const Timeline& timeline,
                             const ExportOptions& options) {
  if (auto good = check(path, timeline, options); !good) return good;
  auto theme = load_theme(options.theme);
  if (!theme) return tl::unexpected(theme.error());
  const Picture picture(timeline, options, *theme);
  const QString kind = QFileInfo(path).suffix().toLower();
  auto bytes = kind == "png"   ? as_png(picture, options)
               : kind == "svg" ? as_svg(picture)
               : kind == "pdf" ? as_pdf(picture)
                               : Result<QByteArray>(fail("give a name that ends in .png, .svg or .pdf"));
  if (!bytes) return fail(path.toStdString() + ": " + bytes.error().text);
  return save(path, *bytes);
}

}  // namespace vectorscope
