// SPDX-License-Identifier: GPL-2.0-or-later
// From a recording back to the machine.
#pragma once
#include <limits>
#include <memory>

#include "emu/history/recording.hpp"
#include "emu/machine/machine.hpp"

namespace vectorscope {

/// What the machine was made of and everything that happened to it.
Recording recording_of(const Machine& machine, std::string title,
                       std::vector<std::string> watched);

/// The recorded machine before its first decision.
Result<std::unique_ptr<Machine>> start(const Recording& recording);

/// Takes the machine that `start` made to step `to`, or to the end if that is
/// earlier. Inputs that came at step `to` have happened.
Result<void> replay(Machine& machine, const Recording& recording,
                    Step to = std::numeric_limits<Step>::max());

/// At the end: the same step and the same state as when it was recorded.
Result<void> verify(const Machine& machine, const Recording& recording);

}  // namespace vectorscope
