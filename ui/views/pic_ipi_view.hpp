// SPDX-License-Identifier: GPL-2.0-or-later
// The PIC pair's registers and the latest messages between cores.
#pragma once
#include <QWidget>

#include "emu/session/view.hpp"

namespace vectorscope {

class PicIpiView : public QWidget {
  Q_OBJECT
 public:
  explicit PicIpiView(QWidget* parent = nullptr);
  void set_view(const PicView& pic, const IpiView& ipi);
  [[nodiscard]] const PicView& pic() const { return pic_; }
  [[nodiscard]] const IpiView& ipi() const { return ipi_; }
  [[nodiscard]] QSize sizeHint() const override { return {420, 230}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {290, 90}; }

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  void paint_pic(QPainter& painter, const QRect& area) const;
  void paint_line(QPainter& painter, const QRect& area, const char* name, std::uint16_t bits,
                  const QColor& colour) const;
  void paint_messages(QPainter& painter, const QRect& area) const;
  void paint_message(QPainter& painter, const QRect& area, const IpiView::Message& message) const;

  PicView pic_;
  IpiView ipi_;
};

}  // namespace vectorscope
