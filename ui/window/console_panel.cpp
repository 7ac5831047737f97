// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/console_panel.hpp"

#include <QTabBar>

#include "ui/views/panel_heading.hpp"
#include "ui/views/serial_view.hpp"
#include "ui/views/vga_console_view.hpp"

namespace vectorscope {

ConsolePanel::ConsolePanel(QWidget* parent)
    : QTabWidget(parent), heading_(new PanelHeading("Console")), screen_(new VgaConsoleView),
      serial_(new SerialView("serial-com1")), debug_(new SerialView("serial-e9")) {
  setObjectName("console");
  setDocumentMode(true);
  tabBar()->setFocusPolicy(Qt::NoFocus);
  tabBar()->setObjectName("console-tabs");
  addTab(screen_, "Screen");
  addTab(serial_, "COM1");
  addTab(debug_, "Port E9");
  connect(screen_, &VgaConsoleView::key, this, &ConsolePanel::key);
  connect(screen_, &VgaConsoleView::focus_changed, this, &ConsolePanel::say_who_has_the_keys);
  say_who_has_the_keys(false);
}

void ConsolePanel::set_view(const MachineView& view) {
  screen_->set_screen(view.screen);
  serial_->set_text(view.serial_text);
  debug_->set_text(view.debug_text);
}

void ConsolePanel::say_who_has_the_keys(bool guest) {
  heading_->set_detail(guest ? "keys go to the guest · Ctrl+Alt leaves"
                             : "80 × 25 text · click to type");
}

}  // namespace vectorscope
