// SPDX-License-Identifier: GPL-2.0-or-later
// A small numbered square for each core; filled for those that know the slot's
// new handler.
#pragma once
#include <QWidget>

#include <cstdint>

namespace vectorscope {

class SeenBy : public QWidget {
  Q_OBJECT
 public:
  explicit SeenBy(QWidget* parent = nullptr);
  void set_cores(unsigned cores, std::uint16_t seen);
  [[nodiscard]] std::uint16_t seen() const { return seen_; }
  [[nodiscard]] QSize sizeHint() const override { return {8 * 20, 2 * 20}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {8 * 16, 2 * 20}; }

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  unsigned cores_ = 0;
  std::uint16_t seen_ = 0;
};

}  // namespace vectorscope
