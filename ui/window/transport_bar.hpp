// SPDX-License-Identifier: GPL-2.0-or-later
// The buttons that make the machine go, and how far it has come.
#pragma once
#include <QToolBar>

#include "emu/session/view.hpp"

class QComboBox;
class QLabel;

namespace vectorscope {

struct Actions;
class StatePill;

class TransportBar : public QToolBar {
  Q_OBJECT
 public:
  TransportBar(const Actions& actions, QWidget* parent);
  void set_view(const MachineView& view);

 Q_SIGNALS:
  void core_chosen(vectorscope::CoreId core);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void add_button(QAction* action, const char* name, const char* property = nullptr);
  void add_speeds(const Actions& actions);
  void add_cores();
  void add_labs(QAction* labs);
  void fit();
  void add_counter();

  QComboBox* speed_;
  QComboBox* core_;
  QLabel* steps_;
  StatePill* state_;
  const Actions& actions_;
  QList<QAction*> labs_;  ///< the button and the line before it
};

}  // namespace vectorscope
