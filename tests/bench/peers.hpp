// SPDX-License-Identifier: GPL-2.0-or-later
// The same guest loops on QEMU and Bochs.
#pragma once
#include <cstdint>

#include "emu/base/result.hpp"
#include "tests/bench/guest.hpp"

namespace vectorscope::bench {

/// Processor seconds of the whole program, firmware included: measure by the difference of two runs.
Result<double> qemu_seconds(const Work& work);

/// `quantum`: instructions before Bochs turns to the next core, 1 to 32.
Result<double> bochs_seconds(const Work& work, std::uint32_t quantum);

}  // namespace vectorscope::bench
