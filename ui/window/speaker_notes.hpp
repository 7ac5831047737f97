// SPDX-License-Identifier: GPL-2.0-or-later
// What the speaker should know, in a window that can stand on another screen
// than the projector's.
#pragma once
#include <QDialog>

#include "emu/session/lab_list.hpp"
#include "emu/session/lab_view.hpp"

class QLabel;

namespace vectorscope {

class SpeakerNotes : public QDialog {
  Q_OBJECT
 public:
  explicit SpeakerNotes(QWidget* parent);
  /// `list`: to say when this lab comes and which is next.
  void show_lab(const LabTexts& texts, const LabList& list);

 private:
  QLabel *title_, *place_, *notes_, *next_;
};

}  // namespace vectorscope
