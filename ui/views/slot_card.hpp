// SPDX-License-Identifier: GPL-2.0-or-later
// Everything about the chosen slot.
#pragma once
#include <QFrame>

#include "emu/session/view.hpp"

class QGridLayout;
class QLabel;

namespace vectorscope {

class SeenBy;

class SlotCard : public QFrame {
  Q_OBJECT
 public:
  explicit SlotCard(QWidget* parent = nullptr);
  void set_slot(const MachineView& view, Vector vector);

 private:
  QLabel* add_row(QGridLayout& grid, const QString& name, const char* object_name, bool mono);

  QLabel* number_;
  QLabel* now_;
  QLabel* was_;
  QLabel* address_;
  QLabel* calls_;
  QLabel* swaps_;
  QLabel* last_;
  QLabel* seen_words_;
  SeenBy* seen_;
};

}  // namespace vectorscope
