// SPDX-License-Identifier: GPL-2.0-or-later
// A guest loop on our own machine, from power-on to its end.
#pragma once
#include <cstdint>

#include "emu/base/result.hpp"
#include "emu/base/types.hpp"
#include "tests/bench/guest.hpp"

namespace vectorscope::bench {

struct EmulatorRun {
  double seconds = 0;  ///< processor time
  Step steps = 0;
};

/// Cores take turns of `quantum` instructions.
Result<EmulatorRun> run_emulator(const Work& work, std::uint32_t quantum);

/// Instructions that one iteration of the loop takes on average: what the peers' speeds are computed with.
Result<double> steps_per_iteration(Loop loop);

}  // namespace vectorscope::bench
