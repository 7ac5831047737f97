// SPDX-License-Identifier: GPL-2.0-or-later
// The guest's text screen. With the focus it is a keyboard of the guest.
#pragma once
#include <QFont>
#include <QWidget>

#include "emu/session/view.hpp"
#include "ui/models/scancodes.hpp"

namespace vectorscope {

class VgaConsoleView : public QWidget {
  Q_OBJECT
 public:
  explicit VgaConsoleView(QWidget* parent = nullptr);
  void set_screen(const ScreenView& screen);
  /// Row as text, for tests and for copying.
  [[nodiscard]] QString row_text(int row) const;
  [[nodiscard]] QSize sizeHint() const override { return {80 * 7 + 8, 25 * 14 + 8}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {290, 25 * 7}; }

 Q_SIGNALS:
  void key(std::uint8_t scancode);
  void focus_changed(bool focused);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  /// Tab is a key of the guest's.
  bool focusNextPrevChild(bool) override { return false; }

 private:
  void fit_font();
  void send(const Scancodes& codes);
  [[nodiscard]] QRectF cells(int row, int column, int count) const;
  void paint_row(QPainter& painter, int row) const;
  void paint_run(QPainter& painter, int row, int first, int last) const;

  ScreenView screen_;
  PressedKeys pressed_;
  QFont font_;
  qreal cell_width_ = 7;
  int cell_height_ = 14;
  QPointF origin_;
};

}  // namespace vectorscope
