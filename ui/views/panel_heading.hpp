// SPDX-License-Identifier: GPL-2.0-or-later
// The line above a panel: its name, and in words what it shows now.
#pragma once
#include <QString>
#include <QWidget>

namespace vectorscope {

class PanelHeading : public QWidget {
  Q_OBJECT
 public:
  static constexpr int kHeight = 30;

  explicit PanelHeading(const QString& title, QWidget* parent = nullptr);
  void set_title(const QString& title);
  /// Cut with an ellipsis where the panel is too narrow; whole in the tool tip.
  void set_detail(const QString& detail);
  [[nodiscard]] const QString& title() const { return title_; }
  [[nodiscard]] const QString& detail() const { return detail_; }
  [[nodiscard]] QSize sizeHint() const override { return {200, kHeight}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {100, kHeight}; }

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  QString title_;
  QString detail_;
};

}  // namespace vectorscope
