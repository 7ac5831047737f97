// SPDX-License-Identifier: GPL-2.0-or-later
// vectorscope lab measure
#pragma once
#include <optional>
#include <string>

#include "emu/base/result.hpp"

namespace vectorscope {

struct MeasureCommandOptions {
  std::string lab = "compare";    ///< a name or a file
  std::optional<unsigned> cores;  ///< only so many
  std::string csv;                ///< a file; empty: stdout
};

Result<int> measure_command(const MeasureCommandOptions& options);

}  // namespace vectorscope
