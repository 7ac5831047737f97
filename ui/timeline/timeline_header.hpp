// SPDX-License-Identifier: GPL-2.0-or-later
// The row above the lanes: legend, what was clicked, and the follow button.
#pragma once
#include <QWidget>

class QToolButton;

namespace vectorscope {

class TimelineHeader : public QWidget {
  Q_OBJECT

 public:
  explicit TimelineHeader(QWidget* parent = nullptr);

  void set_words(const QString& words);
  [[nodiscard]] const QString& words() const { return words_; }
  void set_following(bool following);

 signals:
  void followClicked(bool follow);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString words_;
  QToolButton* follow_;
};

}  // namespace vectorscope
