// SPDX-License-Identifier: GPL-2.0-or-later
// lab run --comparison: the variants of a lab beside each other, in files.
#pragma once
#include <vector>

#include "app/outputs.hpp"
#include "emu/lab/lab_run.hpp"

namespace vectorscope {

/// Before the run: a kind that cannot be made or a folder that is not there.
Result<void> check_comparisons(const OutputOptions& options);

/// After it. Says on stderr what was written. Errors: a column that nobody counted.
Result<void> write_comparisons(const OutputOptions& options, const Lab& lab,
                               const std::vector<VariantResult>& results);

}  // namespace vectorscope
