// SPDX-License-Identifier: GPL-2.0-or-later
// The keyboard half of the text screen.
#include <QApplication>
#include <QKeyEvent>

#include "ui/views/vga_console_view.hpp"

namespace vectorscope {
namespace {

bool is_function_key(int key) { return key >= Qt::Key_F1 && key <= Qt::Key_F35; }

/// Keys of the window's that the console leaves to it: F1 to F12 and Ctrl with another key.
bool belongs_to_window(const QKeyEvent& event) {
  return is_function_key(event.key()) ||
         (event.modifiers() & Qt::ControlModifier && event.key() != Qt::Key_Control);
}

/// Ctrl and Alt together, in either order: the way out.
bool leaves(const QKeyEvent& event) {
  const bool ctrl = event.key() == Qt::Key_Control || event.modifiers() & Qt::ControlModifier;
  const bool alt = event.key() == Qt::Key_Alt || event.modifiers() & Qt::AltModifier;
  const bool modifier = event.key() == Qt::Key_Control || event.key() == Qt::Key_Alt;
  return modifier && ctrl && alt;
}

}  // namespace

bool VgaConsoleView::event(QEvent* event) {
  // Accepting this keeps "K" and digits from being the window's shortcuts while one types.
  if (event->type() == QEvent::ShortcutOverride) {
    const auto& key = *static_cast<QKeyEvent*>(event);
    if (!belongs_to_window(key)) {
      event->accept();
      return true;
    }
  }
  return QWidget::event(event);
}

void VgaConsoleView::keyPressEvent(QKeyEvent* event) {
  if (leaves(*event)) {
    clearFocus();
    return;
  }
  send(pressed_.press(event->key(), event->modifiers() & Qt::KeypadModifier));
}

void VgaConsoleView::keyReleaseEvent(QKeyEvent* event) {
  if (event->isAutoRepeat()) return;  // a PC keyboard repeats makes, not breaks
  send(pressed_.release(event->key(), event->modifiers() & Qt::KeypadModifier));
}

void VgaConsoleView::mousePressEvent(QMouseEvent*) { setFocus(Qt::MouseFocusReason); }

void VgaConsoleView::focusInEvent(QFocusEvent*) {
  update();
  Q_EMIT focus_changed(true);
}

void VgaConsoleView::focusOutEvent(QFocusEvent*) {
  send(pressed_.release_all());
  update();
  Q_EMIT focus_changed(false);
}

void VgaConsoleView::send(const Scancodes& codes) {
  for (const std::uint8_t code : codes) Q_EMIT key(code);
}

}  // namespace vectorscope
