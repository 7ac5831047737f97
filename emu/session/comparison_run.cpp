// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/session/comparison_run.hpp"

#include <algorithm>

#include "emu/lab/lab_file.hpp"
#include "emu/load/bundled.hpp"

namespace vectorscope {
namespace {

/// With how many cores there is something to measure.
void add_cores(ComparisonSet& set, const Lab& lab) {
  set.least_cores = kMaxCores;
  for (const auto& plan : lab.measures) {
    set.least_cores = std::min(set.least_cores, plan.least_cores);
    set.most_cores = std::max(set.most_cores, plan.most_cores);
  }
}

}  // namespace

Result<ComparisonRun> ComparisonRun::begin(const std::string& lab, const Wish& wish) {
  auto file = load_lab(lab);
  if (!file) return tl::unexpected(file.error());
  auto kernel = bundled_kernel(std::uint64_t{file->machine.ram_mb} << 20);
  if (!kernel) return tl::unexpected(kernel.error());
  ComparisonRun run;
  run.random_ = wish.random;
  run.lab_ = std::make_shared<const Lab>(std::move(*file));
  run.kernel_ = std::make_shared<const Image>(std::move(*kernel));
  auto& set = run.so_far_;
  if (run.lab_->measures.empty()) {
    set.names = {"variants"};
    set.comparisons.resize(1);
    set.count = run.lab_->variants.size();
  } else {
    add_cores(set, *run.lab_);
    set.cores = std::clamp(wish.cores, set.least_cores, set.most_cores);
    set.count = run.lab_->measures.size();
  }
  return run;
}

Result<void> ComparisonRun::next(const std::function<bool()>& stopped) {
  auto ran = lab_->measures.empty() ? next_variant(stopped) : next_measure(stopped);
  if (ran) ++so_far_.done;
  return ran;
}

Result<void> ComparisonRun::next_variant(const std::function<bool()>& stopped) {
  LabRunOptions options;
  if (!random_) options.schedules = 0;
  options.stopped = stopped;
  options.random_hashes = false;
  const auto result = run_variant(*lab_, lab_->variants[so_far_.done], kernel_, options);
  if (!result) return tl::unexpected(result.error());
  so_far_.comparisons.front().add(*lab_, *result);
  return {};
}

// Alone, and with as many cores as the plan has at most, if that is fewer.
Result<void> ComparisonRun::next_measure(const std::function<bool()>& stopped) {
  Lab alone = *lab_;
  alone.measures = {lab_->measures[so_far_.done]};
  const auto& plan = alone.measures.front();
  const unsigned cores = std::clamp(so_far_.cores, plan.least_cores, plan.most_cores);
  const auto table = measure(alone, kernel_, {cores, nullptr, stopped});
  if (!table) return tl::unexpected(table.error());
  so_far_.names.push_back(plan.name);
  so_far_.comparisons.push_back(comparison_of(*lab_, *table, plan.name, cores));
  return {};
}

}  // namespace vectorscope
