// SPDX-License-Identifier: GPL-2.0-or-later
// The inputs of the command line, each with the step at which it happens.
#pragma once
#include <string>
#include <vector>

#include "emu/base/result.hpp"
#include "emu/load/image.hpp"
#include "emu/machine/config.hpp"
#include "emu/machine/decision.hpp"

namespace vectorscope {

struct InputOptions {
  std::vector<std::string> keys, kill, freeze, thaw, irq, drop_ipi, delay_ipi, spurious, poke, flip, serial_in;
};

struct TimedInput {
  Step step = 0;
  Decision decision;
};

/// Sorted by step. Errors name the option: "--kill 9@x: ...". An address of
/// --poke and --flip may be a symbol, or an element of an array: handles[0x80].
Result<std::vector<TimedInput>> timed_inputs(const InputOptions& options,
                                             const MachineConfig& config, const Symbols& symbols);

}  // namespace vectorscope
