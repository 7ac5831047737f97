// SPDX-License-Identifier: GPL-2.0-or-later
// What the checkers say, with what they counted.
#pragma once
#include <QFrame>

#include "emu/session/view.hpp"

class QLabel;

namespace vectorscope {

class VerdictCard : public QFrame {
  Q_OBJECT
 public:
  explicit VerdictCard(QWidget* parent = nullptr);
  void set_view(const LabView& lab);

 private:
  class Pill;
  Pill* pill_;
  QLabel* line_;     ///< whether that was expected
  QLabel* details_;  ///< sentences and premises
};

}  // namespace vectorscope
