// SPDX-License-Identifier: GPL-2.0-or-later
// PAUSED, RUNNING, ALL HALTED, OVER.
#pragma once
#include <QWidget>

#include "emu/session/view.hpp"

namespace vectorscope {

class StatePill : public QWidget {
  Q_OBJECT
 public:
  explicit StatePill(QWidget* parent = nullptr);
  void set_state(RunState state);
  [[nodiscard]] QString word() const;
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  RunState state_ = RunState::NoImage;
};

}  // namespace vectorscope
