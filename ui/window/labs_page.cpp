// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/labs_page.hpp"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/views/lab_row.hpp"

namespace vectorscope {

LabsPage::LabsPage(QWidget* parent) : QScrollArea(parent), page_(new QWidget) {
  setObjectName("labs-page");
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::NoFocus);
  auto* columns = new QHBoxLayout(page_);
  columns->setContentsMargins(16, 12, 16, 16);
  columns->setSpacing(20);
  setWidget(page_);
}

void LabsPage::set_labs(const LabList& list) {
  auto* lecture = add_column(QString::fromStdString(list.title),
                             QString("%1 minutes").arg(list.minutes()), "labs-lecture");
  auto* others =
      add_column("More labs", "Enter opens one, Esc goes back to the machine", "labs-others");
  int place = 0;
  for (const LabEntry& lab : list.labs) {
    auto* row = new LabRow(lab, lab.minutes ? ++place : 0);
    (lab.minutes ? lecture : others)->addWidget(row);
    rows_ << row;
    connect(row, &QAbstractButton::clicked, this, [this, row] { Q_EMIT lab_chosen(row->lab()); });
  }
  lecture->addStretch(1);
  others->addStretch(1);
}

QVBoxLayout* LabsPage::add_column(const QString& title, const QString& detail, const char* name) {
  auto* column = new QVBoxLayout;
  column->setSpacing(6);
  auto* heading = new QLabel(title, page_);
  heading->setObjectName(QString::fromLatin1(name));
  heading->setProperty("caption", true);
  auto* words = new QLabel(detail, page_);
  words->setProperty("dim", true);
  auto* line = new QHBoxLayout;
  line->setContentsMargins(2, 0, 2, 4);
  line->addWidget(heading);
  line->addStretch(1);
  line->addWidget(words);
  column->addLayout(line);
  static_cast<QHBoxLayout*>(page_->layout())->addLayout(column, 1);
  return column;
}

void LabsPage::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return Q_EMIT left(), void();
  QScrollArea::keyPressEvent(event);
}

void LabsPage::show_open(const QString& lab) {
  LabRow* focus = rows_.isEmpty() ? nullptr : rows_.front();
  for (LabRow* row : rows_) {
    row->set_open(row->lab() == lab);
    if (row->lab() == lab) focus = row;
  }
  if (!focus) return;
  focus->setFocus();
  ensureWidgetVisible(focus);
}

}  // namespace vectorscope
