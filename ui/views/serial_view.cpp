// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/views/serial_view.hpp"

#include <QScrollBar>
#include <QTextCursor>

#include "ui/theme/theme.hpp"

namespace vectorscope {

SerialView::SerialView(const QString& object_name, QWidget* parent) : QPlainTextEdit(parent) {
  setObjectName(object_name);
  setReadOnly(true);
  setUndoRedoEnabled(false);
  setLineWrapMode(QPlainTextEdit::WidgetWidth);
  setProperty("mono", true);
  setFrameShape(QFrame::NoFrame);
  setPlaceholderText(QStringLiteral("nothing written yet"));
  setFocusPolicy(Qt::ClickFocus);
}

void SerialView::set_text(const std::string& text) {
  if (text == text_) return;
  text_ = text;
  if (isVisible()) refresh();
}

void SerialView::showEvent(QShowEvent* event) {
  QPlainTextEdit::showEvent(event);
  refresh();
}

void SerialView::refresh() {
  if (text_ == shown_) return;
  const bool at_end = verticalScrollBar()->value() == verticalScrollBar()->maximum();
  if (text_.starts_with(shown_)) {
    QTextCursor end(document());
    end.movePosition(QTextCursor::End);
    end.insertText(QString::fromUtf8(text_.data() + shown_.size(),
                                     qsizetype(text_.size() - shown_.size())));
  } else {
    setPlainText(QString::fromStdString(text_));
  }
  shown_ = text_;
  if (at_end) verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

}  // namespace vectorscope
