// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/verdict_card.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/models/lab_words.hpp"
#include "ui/theme/theme.hpp"
#include "ui/views/paint.hpp"

namespace vectorscope {
namespace {

QColor colour_of(const LabView& lab) {
  if (!lab.judged) return theme().border;
  switch (lab.outcome) {
    case Outcome::Holds:
      return theme().running_card;
    case Outcome::Violated:
      return theme().dead;
    case Outcome::NotExercised:
      return theme().changed;
  }
  return theme().border;
}

/// Of the spaces that do not break, HTML keeps only one as it is.
QString for_html(QString words) { return words.replace(QChar(0x202F), QChar::Nbsp).toHtmlEscaped(); }

QString details_of(const LabView& lab) {
  QStringList lines;
  for (const CheckerView& checker : lab.checkers) {
    const auto sentence = for_html(words::sentence(checker.verdict));
    const auto counts = for_html(words::premises(checker.verdict));
    const auto outcome = words::outcome(checker.verdict.outcome).toLower();
    lines << QString(
                 "<p style='margin:0 0 6px 0'><b>%1, %2:</b> %3<br>"
                 "<span style='color:%4'>%5</span></p>")
                 .arg(QString::fromStdString(checker.kind).toHtmlEscaped(), outcome, sentence,
                      theme().text2.name(), counts);
  }
  if (!lab.missed.empty()) {
    lines << QString("<p style='margin:0 0 6px 0'>The script stopped: %1</p>")
                 .arg(QString::fromStdString(lab.missed).toHtmlEscaped());
  }
  return lines.join("");
}

}  // namespace

class VerdictCard::Pill : public QWidget {
 public:
  explicit Pill(QWidget* parent) : QWidget(parent) { setObjectName("lab-verdict"); }
  void show_verdict(const QString& word, const QColor& colour) {
    if (word == word_ && colour == colour_) return;
    word_ = word;
    colour_ = colour;
    setAccessibleName(word);
    updateGeometry();
    update();
  }
  [[nodiscard]] QSize sizeHint() const override {
    return {paint::pill_width(word_) + 2, paint::kPillHeight + 4};
  }
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    paint::pill(painter, paint::pill_width(word_) + 1, height() / 2, word_, colour_);
  }

 private:
  QString word_;
  QColor colour_;
};

VerdictCard::VerdictCard(QWidget* parent)
    : QFrame(parent), pill_(new Pill(this)), line_(new QLabel(this)), details_(new QLabel(this)) {
  setProperty("card", true);
  line_->setObjectName("lab-verdict-line");
  line_->setProperty("dim", true);
  line_->setWordWrap(true);
  details_->setObjectName("lab-verdict-details");
  details_->setWordWrap(true);
  details_->setTextFormat(Qt::RichText);
  details_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* row = new QHBoxLayout;
  row->setSpacing(10);
  row->addWidget(pill_, 0, Qt::AlignTop);
  row->addWidget(line_, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 9, 12, 9);
  column->setSpacing(6);
  column->addLayout(row);
  column->addWidget(details_);
}

void VerdictCard::set_view(const LabView& lab) {
  pill_->show_verdict(words::verdict_word(lab), colour_of(lab));
  const QString line = words::verdict_line(lab);
  if (line_->text() != line) line_->setText(line);
  const QString details = details_of(lab);
  if (details_->text() != details) details_->setText(details);
  details_->setVisible(!details.isEmpty());
}

}  // namespace vectorscope
