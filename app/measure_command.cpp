// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/measure_command.hpp"

#include <fmt/format.h>

#include "app/exit_code.hpp"
#include "app/outputs.hpp"
#include "app/progress.hpp"
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

Result<Table> table_of(const MeasureCommandOptions& options) {
  const auto lab = load_lab(options.lab);
  if (!lab) return tl::unexpected(lab.error());
  auto kernel = bundled_kernel(std::uint64_t{lab->machine.ram_mb} << 20);
  if (!kernel) return tl::unexpected(kernel.error());
  return measure(*lab, std::make_shared<const Image>(std::move(*kernel)),
                 {options.cores.value_or(0), progress_of_runs()});
}

}  // namespace

Result<int> measure_command(const MeasureCommandOptions& options) {
  if (!options.csv.empty()) {
    if (auto fine = check_output_folder("--csv", options.csv); !fine) {
      return tl::unexpected(fine.error());
    }
  }
  const auto table = table_of(options);
  if (!table) return tl::unexpected(table.error());
  std::string text = csv_line(table->columns);
  for (const auto& row : table->rows) text += csv_line(row);
  if (options.csv.empty()) {
    fmt::print("{}", text);
    return kAsAsked;
  }
  return write_text_file(options.csv, text).map([] { return int{kAsAsked}; });
}

}  // namespace vectorscope
