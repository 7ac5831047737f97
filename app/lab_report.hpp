// SPDX-License-Identifier: GPL-2.0-or-later
// The result of a variant in words and as JSON.
#pragma once
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "emu/lab/lab_run.hpp"

namespace vectorscope {

/// The one place where a verdict meets what the lab expects.
bool is_as_expected(const Lab& lab, const VariantResult& result);

std::string report_text(const Lab& lab, const VariantResult& result);
/// The claim, and a line for each variant: verdict, whether expected, the schedule that shows
/// it, and what the directed run saw of the premises.
std::string table_text(const Lab& lab, const std::vector<VariantResult>& results);
nlohmann::ordered_json report_json(const Lab& lab, const VariantResult& result);

}  // namespace vectorscope
