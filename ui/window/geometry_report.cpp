// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/geometry_report.hpp"

#include <QWidget>

namespace vectorscope {

std::string geometry_report(const QWidget& window) {
  std::string report;
  for (const QWidget* widget : window.findChildren<QWidget*>()) {
    const QString name = widget->objectName();
    if (!widget->isVisible() || name.isEmpty() || name.startsWith("qt_")) continue;
    const QPoint at = widget->mapToGlobal(QPoint(0, 0));
    report += QString("%1 %2 %3 %4 %5\n")
                  .arg(name)
                  .arg(at.x())
                  .arg(at.y())
                  .arg(widget->width())
                  .arg(widget->height())
                  .toStdString();
  }
  return report;
}

}  // namespace vectorscope
