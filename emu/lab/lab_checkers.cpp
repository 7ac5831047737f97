// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/lab_checkers.hpp"

#include <algorithm>

#include "emu/lab/checker_kinds.hpp"

namespace vectorscope {

// A spec is read from a file with the same table of kinds, so its kind is there.
Checkers make_checkers(const Lab& lab, const MachineConfig& config, const Functions& functions) {
  Checkers checkers;
  for (const auto& spec : lab.checkers) {
    const auto kinds = checker_kinds();
    const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                   [&](const CheckerKind& each) { return each.name == spec.kind; });
    checkers.push_back(kind->make(CheckerParts(config, spec, functions)));
  }
  return checkers;
}

}  // namespace vectorscope
