// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/console_panel.hpp"

#include <QLabel>
#include <QTabBar>

#include <algorithm>

#include "ui/views/serial_view.hpp"
#include "ui/views/vga_console_view.hpp"

namespace vectorscope {

ConsolePanel::ConsolePanel(QWidget* parent)
    : QTabWidget(parent), hint_(new QLabel), screen_(new VgaConsoleView),
      serial_(new SerialView("serial-com1")), debug_(new SerialView("serial-e9")) {
  setObjectName("console");
  tabBar()->setFocusPolicy(Qt::NoFocus);
  tabBar()->setObjectName("console-tabs");
  tabBar()->setDrawBase(false);
  addTab(screen_, "Screen");
  addTab(serial_, "COM1");
  addTab(debug_, "Port E9");
  connect(screen_, &VgaConsoleView::key, this, &ConsolePanel::key);
  connect(screen_, &VgaConsoleView::focus_changed, this, &ConsolePanel::say_who_has_the_keys);
  hint_->setObjectName("console-hint");
  hint_->setProperty("dim", true);
  hint_->setContentsMargins(0, 0, 12, 8);
  setCornerWidget(hint_);
  say_who_has_the_keys(false);
}

void ConsolePanel::set_view(const MachineView& view) {
  screen_->set_screen(view.screen);
  serial_->set_text(view.serial_text);
  debug_->set_text(view.debug_text);
}

void ConsolePanel::say_who_has_the_keys(bool guest) {
  hint_words_ = guest ? "keys go to the guest · Ctrl+Alt leaves" : "click the screen to type";
  show_hint_if_it_fits();
}

QSize ConsolePanel::minimumSizeHint() const {
  const QSize tabs = tabBar()->sizeHint(), page = screen_->minimumSizeHint();
  return {std::max(tabs.width(), page.width()), tabs.height() + page.height()};
}

void ConsolePanel::resizeEvent(QResizeEvent* event) {
  show_hint_if_it_fits();
  QTabWidget::resizeEvent(event);
}

void ConsolePanel::show_hint_if_it_fits() {
  constexpr int kGap = 24;
  const int wanted = hint_->fontMetrics().horizontalAdvance(hint_words_) + kGap;
  const bool fits = tabBar()->sizeHint().width() + wanted <= width();
  hint_->setText(fits ? hint_words_ : QString());
}

}  // namespace vectorscope
