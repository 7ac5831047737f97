// SPDX-License-Identifier: GPL-2.0-or-later
// What the colours of the handler array mean.
#pragma once
#include <QWidget>

namespace vectorscope {

class HeatLegend : public QWidget {
  Q_OBJECT
 public:
  explicit HeatLegend(QWidget* parent = nullptr);
  [[nodiscard]] QSize sizeHint() const override { return {300, 20}; }

 protected:
  void paintEvent(QPaintEvent*) override;
};

}  // namespace vectorscope
