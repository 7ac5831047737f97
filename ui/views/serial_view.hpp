// SPDX-License-Identifier: GPL-2.0-or-later
// Text that the guest wrote to a port. Follows the end unless the reader scrolled up.
#pragma once
#include <QPlainTextEdit>

#include <string>

namespace vectorscope {

class SerialView : public QPlainTextEdit {
  Q_OBJECT
 public:
  explicit SerialView(const QString& object_name, QWidget* parent = nullptr);
  void set_text(const std::string& text);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void refresh();

  std::string text_;
  std::string shown_;
};

}  // namespace vectorscope
