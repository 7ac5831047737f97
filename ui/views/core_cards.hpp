// SPDX-License-Identifier: GPL-2.0-or-later
// All cores in one row, or in two where there is room for it.
#pragma once
#include <QWidget>

#include <vector>

#include "emu/session/view.hpp"

class QGridLayout;

namespace vectorscope {

class CoreCard;

class CoreCards : public QWidget {
  Q_OBJECT
 public:
  explicit CoreCards(QWidget* parent = nullptr);
  void set_view(const MachineView& view);
  /// Whether the window is tall enough for a second row.
  void set_roomy(bool roomy);

 Q_SIGNALS:
  void core_chosen(vectorscope::CoreId core);

 private:
  void make_cards(std::size_t count);
  void arrange();

  QGridLayout* grid_;
  std::vector<CoreCard*> cards_;
  bool roomy_ = false;
};

}  // namespace vectorscope
