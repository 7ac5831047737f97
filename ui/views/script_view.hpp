// SPDX-License-Identifier: GPL-2.0-or-later
// The lines of a lab's script: which were reached, and when; which is next.
// How a line is written in the lab's file is in its tool tip.
#pragma once
#include <QWidget>

#include <vector>

#include "emu/session/lab_view.hpp"

namespace vectorscope {

class ScriptView : public QWidget {
  Q_OBJECT
 public:
  explicit ScriptView(QWidget* parent = nullptr);
  void set_view(const LabView& view);
  /// Of the line that is next, or of the last one.
  [[nodiscard]] QRect here() const;

  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int width) const override;
  [[nodiscard]] QSize sizeHint() const override { return {240, heightForWidth(240)}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {160, 0}; }

 protected:
  void paintEvent(QPaintEvent*) override;
  bool event(QEvent* event) override;

 private:
  struct Row {
    int top = 0, height = 0;
  };
  [[nodiscard]] std::vector<Row> rows(int width) const;
  void paint_row(QPainter& painter, std::size_t at, const Row& row) const;

  std::vector<ScriptLineView> lines_;
  std::size_t reached_ = 0;
  bool missed_ = false;
};

}  // namespace vectorscope
