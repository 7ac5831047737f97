// SPDX-License-Identifier: GPL-2.0-or-later
// The checkers of a lab, anew for every run.
#pragma once
#include <memory>
#include <vector>

#include "emu/check/checker.hpp"
#include "emu/lab/functions.hpp"

namespace vectorscope {

using Checkers = std::vector<std::unique_ptr<Checker>>;  ///< in the order of lab.checkers

Checkers make_checkers(const Lab& lab, const MachineConfig& config, const Functions& functions);

}  // namespace vectorscope
