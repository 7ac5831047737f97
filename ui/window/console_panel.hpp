// SPDX-License-Identifier: GPL-2.0-or-later
// What the guest shows: its screen, its serial line, its debug port.
#pragma once
#include <QTabWidget>

#include "emu/session/view.hpp"

class QLabel;

namespace vectorscope {

class SerialView;
class VgaConsoleView;

class ConsolePanel : public QTabWidget {
  Q_OBJECT
 public:
  explicit ConsolePanel(QWidget* parent = nullptr);
  void set_view(const MachineView& view);

  /// The hint gives way to the tabs.
  [[nodiscard]] QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void key(std::uint8_t scancode);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void say_who_has_the_keys(bool guest);
  void show_hint_if_it_fits();

  QLabel* hint_;
  QString hint_words_;
  VgaConsoleView* screen_;
  SerialView* serial_;
  SerialView* debug_;
};

}  // namespace vectorscope
