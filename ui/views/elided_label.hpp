// SPDX-License-Identifier: GPL-2.0-or-later
// A label that is cut with an ellipsis where it does not fit, and never asks
// its panel for more room. The whole text is in the tool tip.
#pragma once
#include <QLabel>

namespace vectorscope {

class ElidedLabel : public QLabel {
  Q_OBJECT
 public:
  explicit ElidedLabel(QWidget* parent = nullptr);
  /// Does nothing if the text is the same.
  void say(const QString& text);
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent*) override;
};

}  // namespace vectorscope
