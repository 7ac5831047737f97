// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/words.hpp"

#include <QStringList>

#include <algorithm>

namespace vectorscope::words {

QString hex8(std::uint32_t value) { return QString::asprintf("%08X", value); }
QString hex2(std::uint8_t value) { return QString::asprintf("%02X", value); }

QString grouped(std::uint64_t value) {
  QString digits = QString::number(value);
  for (qsizetype at = digits.size() - 3; at > 0; at -= 3) digits.insert(at, QChar(0x202F));
  return digits;
}

QString core(CoreId core) {
  return core == kNoCore ? QStringLiteral("board") : QStringLiteral("core %1").arg(core);
}

QString core_title(CoreId id) {
  QString words = core(id);
  words[0] = words[0].toUpper();
  return words;
}

QString pill(const CoreView& core) {
  switch (core.state) {
    case LaneState::NotStarted: return QStringLiteral("OFF");
    case LaneState::Running: return QStringLiteral("RUN");
    case LaneState::Handler: return QStringLiteral("HANDLER ") + hex2(core.vector);
    case LaneState::Busy:
      return core.vector ? QStringLiteral("BUSY ") + hex2(core.vector) : QStringLiteral("BUSY");
    case LaneState::Spinning: return QStringLiteral("SPIN");
    case LaneState::Masked: return QStringLiteral("MASKED");
    case LaneState::Halted: return QStringLiteral("HALT");
    case LaneState::Frozen: return QStringLiteral("FROZEN");
    case LaneState::Dead: return QStringLiteral("DEAD");
  }
  return {};
}

QString short_pill(const CoreView& core) {
  return core.state == LaneState::Handler ? QStringLiteral("INT ") + hex2(core.vector) : pill(core);
}

namespace {

/// A busy handler may also be called like a function: no vector then.
QString busy_in_words(Vector vector) {
  const auto words = QStringLiteral("busy answer");
  return vector ? words + " from " + hex2(vector) : words;
}

QString state_in_words(const CoreView& core) {
  switch (core.state) {
    case LaneState::NotStarted: return QStringLiteral("not started");
    case LaneState::Running: return QStringLiteral("running");
    case LaneState::Handler: return QStringLiteral("in handler ") + hex2(core.vector);
    case LaneState::Busy: return busy_in_words(core.vector);
    case LaneState::Spinning: return QStringLiteral("spinning");
    case LaneState::Masked: return QStringLiteral("running");
    case LaneState::Halted: return QStringLiteral("halted");
    case LaneState::Frozen: return QStringLiteral("frozen");
    case LaneState::Dead: return QStringLiteral("dead");
  }
  return {};
}

}  // namespace

QString situation(const CoreView& core) {
  QStringList parts{state_in_words(core)};
  if (core.depth) parts << QStringLiteral("depth %1").arg(core.depth);
  const bool executes = core.state != LaneState::Dead && core.state != LaneState::NotStarted;
  if (executes) {
    const bool on = core.registers.eflags & eflags::kInterrupt;
    parts << (on ? QStringLiteral("interrupts on") : QStringLiteral("interrupts off"));
  }
  if (core.waiting_stores == 1) parts << QStringLiteral("1 store waits");
  if (core.waiting_stores > 1) parts << QStringLiteral("%1 stores wait").arg(core.waiting_stores);
  if (!core.note.empty()) parts << QString::fromStdString(core.note);
  return parts.join(QStringLiteral(" · "));
}

QString run_state(RunState state) {
  switch (state) {
    case RunState::NoImage: return QStringLiteral("NO IMAGE");
    case RunState::Paused: return QStringLiteral("PAUSED");
    case RunState::Running: return QStringLiteral("RUNNING");
    case RunState::Idle: return QStringLiteral("ALL HALTED");
    case RunState::Over: return QStringLiteral("OVER");
  }
  return {};
}

QString message(const IpiView::Message& message) {
  if (!message.name.empty()) return QString::fromStdString(message.name);
  return QString::number(message.message, 16).toUpper().rightJustified(2, u'0');
}

QString outcome(const IpiView::Message& message) {
  switch (message.outcome) {
    case Delivery::Accepted:
      return message.received ? QStringLiteral("received") : QStringLiteral("accepted");
    case Delivery::Busy: return QStringLiteral("refused: busy");
    case Delivery::Dropped: return QStringLiteral("lost: dropped");
    case Delivery::Overwritten: return QStringLiteral("replaced an older one");
    case Delivery::NoTarget: return QStringLiteral("lost: no such core");
  }
  return {};
}

QString cores_summary(const MachineView& view) {
  const auto count = [&view](LaneState state) {
    return std::count_if(view.cores.begin(), view.cores.end(),
                         [state](const CoreView& core) { return core.state == state; });
  };
  const auto off = count(LaneState::NotStarted);
  const auto dead = count(LaneState::Dead);
  QStringList parts{QStringLiteral("%1 online").arg(qsizetype(view.cores.size()) - off - dead)};
  if (off) parts << QStringLiteral("%1 off").arg(off);
  if (dead) parts << QStringLiteral("%1 dead").arg(dead);
  return parts.join(QStringLiteral(" · "));
}

QString machine(const MachineView& view) {
  if (view.title.empty()) return QStringLiteral("no image");
  const unsigned cores = view.config.cores;
  return QStringLiteral("%1 · %2 %3 · %4 MB · IPI bus %5")
      .arg(QString::fromStdString(view.title))
      .arg(cores)
      .arg(cores == 1 ? "core" : "cores")
      .arg(view.config.ram_mb)
      .arg(QString::fromStdString(view.ipi.model));
}

}  // namespace vectorscope::words
