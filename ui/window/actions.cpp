// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/actions.hpp"

#include <QActionGroup>
#include <QStyle>
#include <QWidget>

#include "ui/models/words.hpp"

namespace vectorscope {
namespace {

QAction* make(QWidget& window, const char* name, const QString& text, const QString& keys,
              const QString& tip = {}) {
  auto* action = new QAction(text, &window);
  action->setObjectName(QString::fromLatin1(name));
  if (!keys.isEmpty()) action->setShortcut(QKeySequence(keys));
  const QString words = tip.isEmpty() ? text : tip;
  action->setToolTip(keys.isEmpty() ? words : words + " (" + keys + ")");
  action->setStatusTip(words);
  // The window's own list, so that the keys work though a menu was never opened.
  window.addAction(action);
  return action;
}

}  // namespace

QString speed_words(Speed speed) {
  if (speed.unlimited()) return QStringLiteral("full speed");
  return speed.per_second == 1 ? QStringLiteral("1 step/s")
                               : QStringLiteral("%1 steps/s").arg(words::grouped(speed.per_second));
}

Actions::Actions(QWidget& window) {
  open = make(window, "open", "Open…", "Ctrl+O",
              "A kernel image, a recording, or a lab's file");
  open_demo = make(window, "open-demo", "Open the demo", "");
  export_timeline = make(window, "export-timeline", "Export timeline…", "Ctrl+E",
                         "Save the timeline as a picture");
  start_again = make(window, "start-again", "Start again", "Ctrl+R",
                     "What is open, from its beginning");
  quit = make(window, "quit", "Quit", "Ctrl+Q");

  run = make(window, "run", "Run", "F5", "Run, or pause");
  run->setCheckable(true);
  step_core = make(window, "step-core", "Step core", "F10",
                   "One instruction of the chosen core");
  step_all = make(window, "step-all", "Step all", "F11",
                  "One instruction of every core that can run");
  run_round = make(window, "run-round", "Run a round", "Space",
                   "100 instructions of every core in turn");
  kill = make(window, "kill-core", "Kill core", "K", "The chosen core executes nothing more");
  freeze = make(window, "freeze-core", "Freeze or thaw core", "Z",
                "Hold the chosen core where it is, or let it go on");

  drain = make(window, "drain-core", "Drain store", "D",
               "The oldest store that waits in the chosen core's buffer reaches memory");

  labs = make(window, "labs", "Labs", "F2", "The labs, in the order of the lecture");
  labs->setCheckable(true);
  compare = make(window, "compare", "Compare", "F3",
                 "The open lab's variants, or what each kind of lock costs: a table and a chart");
  compare->setCheckable(true);
  play = make(window, "play", "Play script", "F6", "Play the lab's script or the recording, or pause");
  play->setCheckable(true);
  next_line = make(window, "next-line", "Next line", "F7",
                   "At full speed until the next line of the script is reached");
  play_step = make(window, "play-step", "Step", "F8",
                   "One instruction, of the core that the script or the recording says");
  exchange = make(window, "exchange", "Exchange", "Tab",
                  "The same lab with the published or with the repaired kernel");
  explain = make(window, "explain", "Show what it means", "M",
                 "What it means and the repair, before the verdict");
  speaker_notes = make(window, "speaker-notes", "Speaker notes", "N",
                       "For whoever speaks, in a window of their own");
  speaker_notes->setCheckable(true);

  auto* group = new QActionGroup(&window);
  for (std::size_t at = 0; at < speeds.size(); ++at) {
    const QByteArray name = "speed-" + QByteArray::number(uint(at + 1));
    speeds[at] = make(window, name, speed_words(kSpeeds[at]), QString("Ctrl+%1").arg(at + 1));
    speeds[at]->setCheckable(true);
    group->addAction(speeds[at]);
  }
  speeds[kFullSpeed]->setChecked(true);
  for (std::size_t digit = 0; digit < 10; ++digit) {
    const QByteArray number = QByteArray::number(uint(digit));
    const QString core = QString("core %1").arg(digit);
    choose_core[digit] = make(window, "choose-core-" + number, "Choose " + core, number);
    step_nth[digit] = make(window, "step-core-" + number, "Step " + core, "Shift+" + number);
  }

  reset_layout = make(window, "reset-layout", "Reset layout", "");
  reduced_motion = make(window, "reduced-motion", "Reduced motion", "", "A swap does not flash");
  reduced_motion->setCheckable(true);
  reduced_motion->setChecked(
      window.style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, &window) == 0);
  cheat_sheet = make(window, "cheat-sheet", "Keys", "F1", "All keys on one sheet");
}

QList<QAction*> Actions::all() const {
  QList<QAction*> list{run,  step_core, step_all, run_round, kill,     freeze,
                       drain, labs,     play,     next_line, play_step, exchange,
                       explain, speaker_notes, compare};
  for (QAction* speed : speeds) list << speed;
  for (QAction* choose : choose_core) list << choose;
  for (QAction* step : step_nth) list << step;
  return list << open << open_demo << start_again << export_timeline << reset_layout << reduced_motion
              << cheat_sheet << quit;
}

}  // namespace vectorscope
