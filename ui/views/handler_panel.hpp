// SPDX-License-Identifier: GPL-2.0-or-later
// The grid, the card of the chosen slot, and what the colours mean.
#pragma once
#include <QWidget>

#include <memory>

#include "emu/session/view.hpp"

namespace vectorscope {

class HandlerGridView;
class PanelHeading;
class SlotCard;

class HandlerPanel : public QWidget {
  Q_OBJECT
 public:
  explicit HandlerPanel(QWidget* parent = nullptr);
  void set_view(const std::shared_ptr<const MachineView>& view);
  [[nodiscard]] HandlerGridView& grid() { return *grid_; }
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void show_card();

  PanelHeading* heading_;
  HandlerGridView* grid_;
  SlotCard* card_;
  std::shared_ptr<const MachineView> view_;
};

}  // namespace vectorscope
