// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/comparison_files.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include <fmt/format.h>

#include "app/timeline_picture.hpp"
#include "emu/lab/comparison.hpp"
#include "ui/chart/export_comparison.hpp"

namespace vectorscope {
namespace {

Result<std::size_t> column_of(const Comparison& comparison, const std::string& name) {
  if (comparison.columns.empty())
    return fail("--comparison: the checkers of this lab count nothing");
  if (name.empty()) return comparison.telling_columns().front();
  if (const auto column = comparison.column(name)) return *column;
  return fail(fmt::format("--column '{}': what is counted in {} is {}", name, comparison.lab,
                          fmt::join(comparison.columns, "; ")));
}

}  // namespace

Result<void> check_comparisons(const OutputOptions& options) {
  for (const auto& path : options.comparisons) {
    const auto kind = std::filesystem::path(path).extension().string();
    constexpr std::array kKinds = {".csv", ".png", ".svg", ".pdf"};
    if (std::find(kKinds.begin(), kKinds.end(), kind) == kKinds.end()) {
      return fail(
          fmt::format("--comparison {}: the name must end with .csv, .png, .svg or .pdf", path));
    }
    if (auto fine = check_output_folder("--comparison", path); !fine) return fine;
  }
  if (!options.column.empty() && options.comparisons.empty()) {
    return fail("--column says what a chart shows: name its file with --comparison FILE.png");
  }
  return {};
}

Result<void> write_comparisons(const OutputOptions& options, const Lab& lab,
                               const std::vector<VariantResult>& results) {
  if (options.comparisons.empty()) return {};
  Comparison comparison;
  for (const auto& result : results) comparison.add(lab, result);
  const auto column = column_of(comparison, options.column);
  if (!column) return tl::unexpected(column.error());
  if (auto ready = use_offscreen_application(); !ready) return ready;
  for (const auto& path : options.comparisons) {
    if (auto written = export_comparison(QString::fromStdString(path), comparison, *column);
        !written)
      return written;
    fmt::print(stderr, "wrote {}\n", path);
  }
  return {};
}

}  // namespace vectorscope
