// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/session/comparison_run.hpp"

#include "emu/lab/lab_file.hpp"
#include "emu/load/bundled.hpp"

namespace vectorscope {

Result<ComparisonRun> ComparisonRun::begin(const std::string& lab) {
  auto file = load_lab(lab);
  if (!file) return tl::unexpected(file.error());
  auto kernel = bundled_kernel(std::uint64_t{file->machine.ram_mb} << 20);
  if (!kernel) return tl::unexpected(kernel.error());
  ComparisonRun run;
  run.lab_ = std::make_shared<const Lab>(std::move(*file));
  run.kernel_ = std::make_shared<const Image>(std::move(*kernel));
  return run;
}

Result<void> ComparisonRun::next() {
  LabRunOptions directed_only;
  directed_only.schedules = 0;
  const auto result = run_variant(*lab_, lab_->variants[done()], kernel_, directed_only);
  if (!result) return tl::unexpected(result.error());
  so_far_.add(*lab_, *result);
  return {};
}

}  // namespace vectorscope
