// SPDX-License-Identifier: GPL-2.0-or-later
// The line above a panel: its name, and in words what it shows now.
#pragma once
#include <QWidget>

class QLabel;

namespace vectorscope {

class PanelHeading : public QWidget {
  Q_OBJECT
 public:
  explicit PanelHeading(const QString& title, QWidget* parent = nullptr);
  void set_title(const QString& title);
  void set_detail(const QString& detail);

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  QLabel* title_;
  QLabel* detail_;
};

}  // namespace vectorscope
