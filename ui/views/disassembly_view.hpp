// SPDX-License-Identifier: GPL-2.0-or-later
// The code around the chosen core's EIP.
#pragma once
#include <QAbstractScrollArea>

#include <vector>

#include "emu/session/view.hpp"

namespace vectorscope {

class DisassemblyView : public QAbstractScrollArea {
  Q_OBJECT
 public:
  static constexpr int kRow = 19;

  explicit DisassemblyView(QWidget* parent = nullptr);
  void set_lines(const std::vector<DisassemblyLine>& lines);
  /// The row (labels have rows of their own) of the core's EIP, -1 if none.
  [[nodiscard]] int current_row() const { return current_row_; }
  [[nodiscard]] int rows() const { return int(rows_.size()); }
  [[nodiscard]] QSize sizeHint() const override { return {480, 360}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {240, 3 * kRow}; }

 protected:
  void paintEvent(QPaintEvent*) override;
  void resizeEvent(QResizeEvent*) override;

 private:
  struct Row {
    bool is_label = false;
    DisassemblyLine line;
  };
  void paint_row(QPainter& painter, const Row& row, int top) const;
  void paint_code(QPainter& painter, const DisassemblyLine& line, const QRect& area) const;
  void update_scroll_bar();
  void show_current();

  std::vector<Row> rows_;
  int current_row_ = -1;
};

}  // namespace vectorscope
