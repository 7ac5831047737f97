// SPDX-License-Identifier: GPL-2.0-or-later
// lab run --comparison, lab measure --picture: what is beside each other, in files.
#pragma once
#include <vector>

#include "app/outputs.hpp"
#include "emu/lab/comparison.hpp"

namespace vectorscope {

/// The same for any comparison; `column`: empty for a telling one.
Result<void> check_comparison_files(const char* option, const std::vector<std::string>& paths);
Result<void> write_comparison_files(const std::vector<std::string>& paths,
                                    const Comparison& comparison, const std::string& column);

/// Before the run: a kind that cannot be made or a folder that is not there.
Result<void> check_comparisons(const OutputOptions& options);

/// After it. Says on stderr what was written. Errors: a column that nobody counted.
Result<void> write_comparisons(const OutputOptions& options, const Lab& lab,
                               const std::vector<VariantResult>& results);

}  // namespace vectorscope
