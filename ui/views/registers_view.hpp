// SPDX-License-Identifier: GPL-2.0-or-later
// The chosen core's registers and flags; what changed at the last stop stands out.
#pragma once
#include <QWidget>

#include "ui/models/register_cells.hpp"

namespace vectorscope {

class RegistersView : public QWidget {
  Q_OBJECT
 public:
  explicit RegistersView(QWidget* parent = nullptr);
  void set_registers(const Registers& now, const Registers& before);

  [[nodiscard]] const std::vector<RegisterCell>& cells() const { return cells_; }
  [[nodiscard]] const std::vector<FlagChip>& chips() const { return chips_; }
  [[nodiscard]] QSize sizeHint() const override { return {480, heightForWidth(480)}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {240, heightForWidth(240)}; }
  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int width) const override;

 protected:
  void paintEvent(QPaintEvent*) override;
  void resizeEvent(QResizeEvent*) override;

 private:
  void paint_cells(QPainter& painter) const;
  void paint_chips(QPainter& painter, int top) const;

  std::vector<RegisterCell> cells_;
  std::vector<FlagChip> chips_;
  QString footer_;
};

}  // namespace vectorscope
