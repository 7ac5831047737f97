// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/speaker_notes.hpp"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace vectorscope {
namespace {

/// "lab 3 of 12, from minute 9 to 12", or that the lecture does without it.
QString place_in_words(const LabList& list, std::size_t at) {
  const auto in_lecture = [](const LabEntry& lab) { return lab.minutes > 0; };
  const auto count = std::count_if(list.labs.begin(), list.labs.end(), in_lecture);
  if (list.labs[at].minutes == 0) return "not a part of the lecture";
  unsigned begin = 0;
  for (std::size_t before = 0; before < at; ++before) begin += list.labs[before].minutes;
  return QString("lab %1 of %2 · minute %3 to %4")
      .arg(at + 1)
      .arg(count)
      .arg(begin)
      .arg(begin + list.labs[at].minutes);
}

QLabel* add_label(QVBoxLayout& column, const char* name, const char* property) {
  auto* label = new QLabel;
  label->setObjectName(QString::fromLatin1(name));
  label->setProperty(property, true);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  column.addWidget(label);
  return label;
}

}  // namespace

SpeakerNotes::SpeakerNotes(QWidget* parent) : QDialog(parent) {
  setObjectName("speaker-notes-window");
  setWindowTitle("Speaker notes");
  resize(520, 420);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(20, 16, 20, 16);
  column->setSpacing(8);
  title_ = add_label(*column, "notes-title", "caption");
  place_ = add_label(*column, "notes-place", "dim");
  notes_ = add_label(*column, "notes-text", "speaking");
  notes_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  column->addStretch(1);
  next_ = add_label(*column, "notes-next", "dim");
}

void SpeakerNotes::show_lab(const LabTexts& texts, const LabList& list) {
  title_->setText(QString::fromStdString(texts.title));
  notes_->setText(QString::fromStdString(texts.notes));
  const auto found = std::find_if(list.labs.begin(), list.labs.end(),
                                  [&](const LabEntry& lab) { return lab.name == texts.name; });
  place_->clear();
  next_->clear();
  if (found == list.labs.end()) return;
  place_->setText(place_in_words(list, std::size_t(found - list.labs.begin())));
  const auto next = found + 1;
  if (found->minutes > 0 && next != list.labs.end() && next->minutes > 0)
    next_->setText(QString("Next: %1, %2 minutes")
                       .arg(QString::fromStdString(next->title))
                       .arg(next->minutes));
  else if (found->minutes > 0)
    next_->setText("This is the last lab of the lecture.");
}

}  // namespace vectorscope
