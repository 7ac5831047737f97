// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/lab_words.hpp"

#include <QRegularExpression>
#include <QStringList>

#include "ui/models/words.hpp"

namespace vectorscope::words {

QString outcome(Outcome outcome) {
  return QString::fromLatin1(outcome_word(outcome)).toUpper();
}

QString verdict_word(const LabView& lab) {
  return lab.judged ? outcome(lab.outcome) : QStringLiteral("NOT JUDGED YET");
}

QString verdict_line(const LabView& lab) {
  if (!lab.judged) return QStringLiteral("The checkers judge when the script has been played.");
  if (lab.by_hand) return QStringLiteral("by the checkers, of a run with your hand in it");
  return lab.as_expected ? QStringLiteral("as the lab expects of this variant")
                         : QStringLiteral("NOT as the lab expects of this variant");
}

QString sentence(const Verdict& verdict) {
  static const QRegularExpression number(R"(\b[0-9]{4,}\b)");
  QString text = QString::fromStdString(verdict.sentence);
  qsizetype from = 0;
  for (auto found = number.match(text); found.hasMatch(); found = number.match(text, from)) {
    const QString digits = grouped(found.captured().toULongLong());
    text.replace(found.capturedStart(), found.capturedLength(), digits);
    from = found.capturedStart() + digits.size();
  }
  return text;
}

QString premises(const Verdict& verdict) {
  QStringList parts;
  for (const Premise& premise : verdict.premises)
    parts << QString::fromStdString(premise.name) + QChar(0xA0) + grouped(premise.count);
  return parts.join(", ");
}

QString lab_machine(const MachineView& view) {
  const MachineConfig& config = view.config;
  QStringList parts{config.cores == 1 ? QStringLiteral("1 core")
                                      : QStringLiteral("%1 cores").arg(config.cores)};
  if (config.memory == MemoryModel::Tso) parts << QStringLiteral("store buffers (TSO)");
  if (config.intr == IntrRouting::AnyCore)
    parts << QStringLiteral("any core takes the PIC's interrupts");
  if (view.lab && !view.lab->switches.empty())
    parts << "kernel: " + QString::fromStdString(view.lab->switches);
  return parts.join(QStringLiteral(" · "));
}

QString script_line(const LabView& lab) {
  switch (lab.state) {
    case LabView::Script::Going:
      return QStringLiteral("line %1 of %2 is next").arg(lab.reached + 1).arg(lab.script.size());
    case LabView::Script::Over:
      return QStringLiteral("played to its end");
    case LabView::Script::Missed:
      return QString::fromStdString(lab.missed);
  }
  return {};
}

}  // namespace vectorscope::words
