// SPDX-License-Identifier: GPL-2.0-or-later
// Exceptions that are raised or told apart outside the engine (SDM 3A, table 6-1).
#pragma once
#include "emu/base/types.hpp"

namespace vectorscope {

inline constexpr Vector kDebug = 1, kInvalidOpcode = 6, kNoMath = 7, kDoubleFault = 8, kInvalidTss = 10,
                        kNotPresent = 11, kStackFault = 12, kGeneralProtection = 13,
                        kPageFault = 14, kMathFault = 16, kAlignmentCheck = 17, kSimdError = 19;

}  // namespace vectorscope
