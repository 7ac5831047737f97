// SPDX-License-Identifier: GPL-2.0-or-later
// All labs to choose from: those of the lecture in its order, and the others.
#pragma once
#include <QScrollArea>

#include "emu/session/lab_list.hpp"

class QVBoxLayout;

namespace vectorscope {

class LabRow;

class LabsPage : public QScrollArea {
  Q_OBJECT
 public:
  explicit LabsPage(QWidget* parent = nullptr);
  void set_labs(const LabList& list);
  /// Marks the one that is open, and gives it the focus; else the first.
  void show_open(const QString& lab);

 Q_SIGNALS:
  void lab_chosen(const QString& name);
  void left();  ///< Esc

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QVBoxLayout* add_column(const QString& title, const QString& detail, const char* name);

  QWidget* page_;
  QList<LabRow*> rows_;
};

}  // namespace vectorscope
