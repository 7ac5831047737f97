// SPDX-License-Identifier: GPL-2.0-or-later
// A picture that can be exported: it paints itself, of its own size.
#pragma once
#include <QSize>
#include <QString>

#include "emu/base/result.hpp"

class QCPPainter;

namespace vectorscope {

class Page {
 public:
  virtual ~Page() = default;
  [[nodiscard]] virtual QSize size() const = 0;
  [[nodiscard]] virtual const QString& title() const = 0;
  [[nodiscard]] virtual const QString& subtitle() const = 0;
  virtual void paint(QCPPainter& painter) const = 0;
};

/// The name's ending says which: .png, .svg or .pdf. The file is written whole
/// or not at all, with the same bytes on every run. `scale`: of a .png.
Result<void> save_page(const QString& path, const Page& page, int scale = 1);

}  // namespace vectorscope
