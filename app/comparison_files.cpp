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

Result<void> check_comparison_files(const char* option, const std::vector<std::string>& paths) {
  for (const auto& path : paths) {
    const auto kind = std::filesystem::path(path).extension().string();
    constexpr std::array kKinds = {".csv", ".png", ".svg", ".pdf"};
    if (std::find(kKinds.begin(), kKinds.end(), kind) == kKinds.end()) {
      return fail(
          fmt::format("{} {}: the name must end with .csv, .png, .svg or .pdf", option, path));
    }
    if (auto fine = check_output_folder(option, path); !fine) return fine;
  }
  return {};
}

Result<void> check_comparisons(const OutputOptions& options) {
  if (!options.column.empty() && options.comparisons.empty()) {
    return fail("--column says what a chart shows: name its file with --comparison FILE.png");
  }
  return check_comparison_files("--comparison", options.comparisons);
}

Result<void> write_comparison_files(const std::vector<std::string>& paths,
                                    const Comparison& comparison, const std::string& name) {
  const auto column = column_of(comparison, name);
  if (!column) return tl::unexpected(column.error());
  if (auto ready = use_offscreen_application(); !ready) return ready;
  for (const auto& path : paths) {
    auto written = export_comparison(QString::fromStdString(path), comparison, *column);
    if (!written) return written;
    fmt::print(stderr, "wrote {}\n", path);
  }
  return {};
}

Result<void> write_comparisons(const OutputOptions& options, const Lab& lab,
                               const std::vector<VariantResult>& results) {
  if (options.comparisons.empty()) return {};
  Comparison comparison;
  for (const auto& result : results) comparison.add(lab, result);
  return write_comparison_files(options.comparisons, comparison, options.column);
}

}  // namespace vectorscope
