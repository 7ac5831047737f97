// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once
#include <string>
#include <vector>

#include "emu/base/types.hpp"

namespace vectorscope {

/// Something worth reading at a step of the timeline that is no event of the
/// machine: a line of a lab's script that was reached.
struct StepCaption {
  Step step = 0;
  std::string words;
  bool operator==(const StepCaption&) const = default;
};

using StepCaptions = std::vector<StepCaption>;  ///< in the order of their steps

}  // namespace vectorscope
