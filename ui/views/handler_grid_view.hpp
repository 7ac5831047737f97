// SPDX-License-Identifier: GPL-2.0-or-later
// The array of handler pointers, 16 by 16: warm where it is called, white for a
// moment where it is swapped.
#pragma once
#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <array>
#include <optional>

#include "ui/models/handler_slots.hpp"

namespace vectorscope {

class HandlerGridView : public QWidget {
  Q_OBJECT
 public:
  explicit HandlerGridView(QWidget* parent = nullptr);
  void set_slots(const handler_slots::Slots& now);
  /// No history: what is shown next was not swapped just now.
  void forget();
  void set_chosen(Vector vector);
  void set_reduced_motion(bool reduced) { reduced_motion_ = reduced; }

  [[nodiscard]] Vector chosen() const { return chosen_; }
  [[nodiscard]] bool flashing(Vector vector) const;
  /// Where a slot is, in this widget's pixels.
  [[nodiscard]] QRect cell(Vector vector) const;
  [[nodiscard]] QSize sizeHint() const override { return {28 + 16 * 26, 20 + 16 * 26}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {28 + 16 * 16, 20 + 16 * 15}; }

 Q_SIGNALS:
  void slot_chosen(vectorscope::Vector vector);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  [[nodiscard]] QSize pitch() const;
  [[nodiscard]] std::optional<Vector> at(QPoint position) const;
  [[nodiscard]] double flash(Vector vector) const;
  void choose(Vector vector);
  void fade();
  void paint_headers(QPainter& painter) const;
  void paint_slot(QPainter& painter, Vector vector) const;

  handler_slots::Slots slots_{};
  std::uint32_t default_ = 0;
  std::uint64_t most_calls_ = 0;
  std::optional<Vector> last_swapped_;
  Vector chosen_ = 0;
  bool fresh_ = true;
  bool reduced_motion_ = false;
  std::array<qint64, 256> flashed_at_;
  QElapsedTimer clock_;
  QTimer fading_;
};

}  // namespace vectorscope
