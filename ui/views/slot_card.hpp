// SPDX-License-Identifier: GPL-2.0-or-later
// Everything about the chosen slot.
#pragma once
#include <QFrame>

#include "emu/session/view.hpp"

class QGridLayout;
class QVBoxLayout;

namespace vectorscope {

class ElidedLabel;
class SeenBy;

class SlotCard : public QFrame {
  Q_OBJECT
 public:
  explicit SlotCard(QWidget* parent = nullptr);
  void set_slot(const MachineView& view, Vector vector);

 private:
  ElidedLabel* add_stacked(QVBoxLayout& column, const QString& name, const char* object_name);
  ElidedLabel* add_row(QGridLayout& grid, const QString& name, const char* object_name);

  ElidedLabel* number_;
  ElidedLabel* now_;
  ElidedLabel* was_;
  ElidedLabel* address_;
  ElidedLabel* calls_;
  ElidedLabel* swaps_;
  ElidedLabel* by_;
  ElidedLabel* at_;
  ElidedLabel* seen_words_;
  SeenBy* seen_;
};

}  // namespace vectorscope
