// SPDX-License-Identifier: GPL-2.0-or-later
// vectorscope lab measure
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "emu/base/result.hpp"

namespace vectorscope {

struct MeasureCommandOptions {
  std::string lab = "compare";        ///< a name or a file
  std::optional<unsigned> cores;      ///< only so many
  std::string csv;                    ///< a file; empty: stdout
  std::vector<std::string> pictures;  ///< .png, .svg or .pdf; then the table is not printed
  std::string measure;                ///< of the pictures; empty: the lab's first
  std::string column;                 ///< of the pictures; empty: a telling one
};

Result<int> measure_command(const MeasureCommandOptions& options);

}  // namespace vectorscope
