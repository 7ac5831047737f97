// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/measure_command.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/comparison_files.hpp"
#include "app/exit_code.hpp"
#include "app/outputs.hpp"
#include "app/progress.hpp"
#include "emu/lab/comparison.hpp"
#include "emu/lab/lab_file.hpp"
#include "emu/lab/measure.hpp"
#include "emu/load/bundled.hpp"
#include "emu/trace/csv.hpp"

namespace vectorscope {
namespace {

std::string csv_line(const std::vector<std::string>& cells) {
  std::vector<std::string> fields;
  for (const auto& cell : cells) fields.push_back(csv_field(cell));
  return fmt::format("{}\n", fmt::join(fields, ","));
}

Result<Table> table_of(const Lab& lab, const MeasureCommandOptions& options) {
  auto kernel = bundled_kernel(std::uint64_t{lab.machine.ram_mb} << 20);
  if (!kernel) return tl::unexpected(kernel.error());
  return measure(lab, std::make_shared<const Image>(std::move(*kernel)),
                 {options.cores.value_or(0), progress_of_runs()});
}

Result<void> write_pictures(const MeasureCommandOptions& options, const Lab& lab,
                            const Table& table) {
  if (options.pictures.empty()) return {};
  std::vector<std::string> names;
  for (const auto& plan : lab.measures) {
    names.push_back(plan.name);
    if (!options.measure.empty() && plan.name != options.measure) continue;
    constexpr unsigned kUsualCores = 4;
    const auto cores =
        options.cores.value_or(std::clamp(kUsualCores, plan.least_cores, plan.most_cores));
    const auto comparison = comparison_of(lab, table, plan.name, cores);
    if (!comparison.rows.empty())
      return write_comparison_files(options.pictures, comparison, options.column);
    if (options.measure.empty()) continue;
    return fail(fmt::format("--cores {}: {} measures {} with {} to {} cores", cores, lab.name,
                            plan.name, plan.least_cores, plan.most_cores));
  }
  return fail(fmt::format("--measure {}: what {} measures is {}", options.measure, lab.name,
                          fmt::join(names, ", ")));
}

}  // namespace

Result<int> measure_command(const MeasureCommandOptions& options) {
  if (!options.csv.empty()) {
    if (auto fine = check_output_folder("--csv", options.csv); !fine) {
      return tl::unexpected(fine.error());
    }
  }
  if (auto fine = check_comparison_files("--picture", options.pictures); !fine)
    return tl::unexpected(fine.error());
  const auto lab = load_lab(options.lab);
  if (!lab) return tl::unexpected(lab.error());
  const auto table = table_of(*lab, options);
  if (!table) return tl::unexpected(table.error());
  if (auto written = write_pictures(options, *lab, *table); !written)
    return tl::unexpected(written.error());
  if (!options.pictures.empty() && options.csv.empty()) return kAsAsked;
  std::string text = csv_line(table->columns);
  for (const auto& row : table->rows) text += csv_line(row);
  if (options.csv.empty()) {
    fmt::print("{}", text);
    return kAsAsked;
  }
  return write_text_file(options.csv, text).map([] { return int{kAsAsked}; });
}

}  // namespace vectorscope
