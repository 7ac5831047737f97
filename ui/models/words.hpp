// SPDX-License-Identifier: GPL-2.0-or-later
// Numbers and states in the words that every panel uses.
#pragma once
#include <QString>

#include "emu/session/view.hpp"

namespace vectorscope::words {

QString hex8(std::uint32_t value);        ///< "C01052B8"
QString hex2(std::uint8_t value);         ///< "2E"
QString grouped(std::uint64_t value);     ///< "18 940", with thin gaps that do not break
QString core(CoreId core);                ///< "core 3", or "board"
QString core_title(CoreId core);          ///< "Core 3": where a line or a card begins

/// The pill of a core: "RUN", "HANDLER F1", "HALT"...
QString pill(const CoreView& core);
/// The same in at most seven letters, for a narrow card: "INT F1".
QString short_pill(const CoreView& core);
/// "running", "in handler F1, depth 2, interrupts off": the heading above the registers.
QString situation(const CoreView& core);
/// What a run is doing, for the state pill: "PAUSED", "RUNNING"...
QString run_state(RunState state);
/// What the message says: "INIT", "STARTUP 08", "F1".
QString message(const IpiView::Message& message);
/// "accepted", "received", "refused: busy", "lost"...
QString outcome(const IpiView::Message& message);
/// "4 cores · 1 dead · click to select"
QString cores_summary(const MachineView& view);
/// "demo · 4 cores · 64 MB · IPI model busy (c)": the machine as it was built.
QString machine(const MachineView& view);

}  // namespace vectorscope::words
