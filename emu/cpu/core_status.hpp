// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once
#include <cstdint>

namespace vectorscope {

/// NotStarted: waits for STARTUP, from power-on or after INIT. Dead: executes
/// nothing more (killed, or a triple fault).
enum class CoreStatus : std::uint8_t { NotStarted, Running, Halted, Frozen, Dead };

}  // namespace vectorscope
