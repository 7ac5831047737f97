// SPDX-License-Identifier: GPL-2.0-or-later
// A lab's verdict and its machine, in words.
#pragma once
#include <QString>

#include "emu/session/view.hpp"

namespace vectorscope::words {

QString outcome(Outcome outcome);  ///< "HOLDS", "VIOLATED", "NOT EXERCISED"
/// The pill before there is a verdict: "NOT JUDGED YET".
QString verdict_word(const LabView& lab);
/// What the verdict rests on, in a line: "violated, as the lab expects".
QString verdict_line(const LabView& lab);
/// The checker's sentence, its long numbers in groups of three digits.
QString sentence(const Verdict& verdict);
QString premises(const Verdict& verdict);  ///< "sections entered 100, busy answers 0"
/// "2 cores · x86-TSO · kernel: lock=swap": what differs from lab to lab.
QString lab_machine(const MachineView& view);
/// "line 2 of 5 is next", "played to its end": where the script is.
QString script_line(const LabView& lab);

}  // namespace vectorscope::words
