// SPDX-License-Identifier: GPL-2.0-or-later
// The kinds of checkers about interrupts, devices and messages between cores.
#pragma once
#include <vector>

#include "emu/lab/checker_kinds.hpp"

namespace vectorscope {

std::vector<CheckerKind> interrupt_checker_kinds();

}  // namespace vectorscope
