// SPDX-License-Identifier: GPL-2.0-or-later
// What a lab measures ([[measure]] in its file), as one table: a row for each run.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "emu/lab/lab.hpp"
#include "emu/load/image.hpp"

namespace vectorscope {

/// Cells are words or whole numbers; one is empty if its column has no meaning in that row.
struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  ///< each as long as `columns`
};

struct MeasureOptions {
  /// Only so many cores; 0: as many as the plans say, one number after the other.
  unsigned cores = 0;
  std::function<void(unsigned done, unsigned of)> progress;  ///< after each run, one at a time
  std::function<bool()> stopped = {};                        ///< as for LabRunOptions
};

/// What stands in the column `outcome`: the run's script was not reached to its end; else a
/// checker of the plan is violated, or none is.
inline constexpr const char *kIncomplete = "incomplete", *kViolated = "violated",
                            *kComplete = "complete";

/// Columns: `measure` (the plan's name) and `cores`; a column for each switch that a
/// row sets; `outcome`; and one for each count of the plans' checkers.
/// Errors: nothing to measure, stopped, a function or a switch that the kernel does not have.
Result<Table> measure(const Lab& lab, const std::shared_ptr<const Image>& kernel,
                      const MeasureOptions& options = {});

}  // namespace vectorscope
