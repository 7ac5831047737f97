// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/picture/page.hpp"

#include <QBuffer>
#include <QFileInfo>
#include <QImageWriter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <qcustomplot.h>

namespace vectorscope {
namespace {

Result<QByteArray> as_png(const Page& page, int scale) {
  QImage image(page.size() * scale, QImage::Format_RGB32);
  if (image.isNull()) return fail("the picture is too large; choose a smaller scale or width");
  QCPPainter painter(&image);
  painter.scale(scale, scale);
  page.paint(painter);
  painter.end();
  image.setText("Title", page.title());
  image.setText("Description", page.subtitle());
  image.setText("Software", "Vectorscope");
  QBuffer bytes;
  QImageWriter writer(&bytes, "png");
  if (!writer.write(image)) return fail(writer.errorString().toStdString());
  return bytes.data();
}

Result<QByteArray> as_svg(const Page& page) {
  QBuffer bytes;
  QSvgGenerator svg;
  svg.setOutputDevice(&bytes);
  svg.setResolution(96);
  svg.setSize(page.size());
  svg.setViewBox(QRect(QPoint(), page.size()));
  svg.setTitle(page.title());
  svg.setDescription(page.subtitle());
  QCPPainter painter;
  if (!painter.begin(&svg)) return fail("the SVG could not be begun");
  painter.setMode(QCPPainter::pmVectorized);
  page.paint(painter);
  painter.end();
  return bytes.data();
}

Result<QByteArray> as_pdf(const Page& page) {
  constexpr double kPointsPerPixel = 72.0 / 96;
  QBuffer bytes;
  bytes.open(QIODevice::WriteOnly);
  QPdfWriter pdf(&bytes);
  pdf.setResolution(96);
  pdf.setTitle(page.title());
  pdf.setCreator("Vectorscope");
  pdf.setPageMargins(QMarginsF());
  pdf.setPageSize(QPageSize(QSizeF(page.size()) * kPointsPerPixel, QPageSize::Point));
  QCPPainter painter;
  if (!painter.begin(&pdf)) return fail("the PDF could not be begun");
  painter.setMode(QCPPainter::pmVectorized);
  page.paint(painter);
  painter.end();
  return bytes.data();
}

Result<void> save(const QString& path, const QByteArray& bytes) {
  QSaveFile file(path);
  if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
    return {};
  return fail(path.toStdString() + ": cannot be written (" + file.errorString().toStdString() +
              "); choose another place");
}

}  // namespace

Result<void> save_page(const QString& path, const Page& page, int scale) {
  const QString kind = QFileInfo(path).suffix().toLower();
  auto bytes = kind == "png"   ? as_png(page, scale)
               : kind == "svg" ? as_svg(page)
               : kind == "pdf"
                   ? as_pdf(page)
                   : Result<QByteArray>(fail("give a name that ends in .png, .svg or .pdf"));
  if (!bytes) return fail(path.toStdString() + ": " + bytes.error().text);
  return save(path, *bytes);
}

}  // namespace vectorscope
