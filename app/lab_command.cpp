// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/lab_command.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/comparison_files.hpp"
#include "app/exit_code.hpp"
#include "app/lab_report.hpp"
#include "app/progress.hpp"
#include "emu/lab/lab_file.hpp"
#include "emu/lab/trial.hpp"
#include "emu/load/bundled.hpp"
#include "emu/session/lab_list.hpp"

namespace vectorscope {
namespace {

/// What is to be run: a lab, and its variants or the one asked for.
struct Job {
  Lab lab;
  std::vector<Variant> variants;
};

Result<Job> make_job(const std::string& name, const std::string& variant) {
  auto lab = load_lab(name);
  if (!lab) return tl::unexpected(lab.error());
  Job job{std::move(*lab), {}};
  if (variant.empty()) {
    job.variants = job.lab.variants;
    return job;
  }
  const auto* found = job.lab.variant(variant);
  if (!found) return fail(no_such_variant(job.lab, variant));
  job.variants = {*found};
  return job;
}

Result<std::vector<Job>> make_jobs(const LabOptions& options) {
  if (options.all != options.lab.empty()) {
    return fail("lab run: name one lab, or write --all, as in `vectorscope lab run twin-swap`");
  }
  std::vector<std::string> names = {options.lab};
  if (options.all) {
    names.clear();
    for (const auto& lab : bundled_labs()) names.emplace_back(lab.name);
  }
  std::vector<Job> jobs;
  for (const auto& name : names) {
    auto job = make_job(name, options.variant);
    if (!job) return tl::unexpected(job.error());
    jobs.push_back(std::move(*job));
  }
  return jobs;
}

Result<void> check_files(const LabOptions& options, const std::vector<Job>& jobs) {
  const auto& files = options.outputs;
  const bool any = !files.record.empty() || !files.csv.empty() || !files.timelines.empty();
  if (any && (jobs.size() > 1 || jobs[0].variants.size() > 1)) {
    return fail("--record, --timeline and --csv are of one run: say which with --variant");
  }
  if (!files.comparisons.empty() && jobs.size() > 1) {
    return fail("--comparison is of one lab: name it");
  }
  if (auto fine = check_comparisons(files); !fine) return fine;
  return check_outputs(files);
}

LabRunOptions run_options(const LabOptions& options) {
  return {.schedules = options.schedules,
          .progress = progress_of_runs(),
          .random_hashes = options.json};  // no other report has them
}

Result<std::vector<VariantResult>> run_job(const Job& job, const LabOptions& options) {
  auto kernel = bundled_kernel(std::uint64_t{job.lab.machine.ram_mb} << 20);
  if (!kernel) return tl::unexpected(kernel.error());
  const auto image = std::make_shared<const Image>(std::move(*kernel));
  std::vector<VariantResult> results;
  for (const auto& variant : job.variants) {
    auto result = run_variant(job.lab, variant, image, run_options(options));
    if (!result) return tl::unexpected(result.error());
    results.push_back(std::move(*result));
  }
  return results;
}

Result<void> write_files(const Lab& lab, const VariantResult& result,
                         const OutputOptions& outputs) {
  const auto title = fmt::format("{}, {}, {}", result.lab, result.variant, result.shown.schedule);
  const auto captions = captions_of(script_of(lab, result.shown.schedule), result.shown.reached);
  return write_outputs(*result.machine, outputs, {title, result.watched, captions});
}

}  // namespace

Result<int> lab_list_command(bool json, bool playlist) {
  auto all = list_labs();
  if (!all) return tl::unexpected(all.error());
  auto& labs = all->labs;
  if (playlist)
    std::erase_if(labs, [](const LabEntry& lab) { return lab.minutes == 0; });
  else
    std::sort(labs.begin(), labs.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const auto& lab : labs) {
    if (json) {
      list.push_back({{"name", lab.name},
                      {"title", lab.title},
                      {"variants", lab.variants},
                      {"minutes", lab.minutes}});
    } else if (playlist) {
      fmt::print("{:>3} min  {:<18} {}\n", lab.minutes, lab.name, lab.title);
    } else {
      fmt::print("{:<16} {:<20} {}\n", lab.name, lab.title, fmt::join(lab.variants, ", "));
    }
  }
  if (json)
    fmt::print("{}\n", list.dump());
  else if (playlist)
    fmt::print("{:>3} min  {}\n", all->minutes(), all->title);
  return kAsAsked;
}

Result<int> lab_run_command(const LabOptions& options) {
  const auto jobs = make_jobs(options);
  if (!jobs) return tl::unexpected(jobs.error());
  if (auto fine = check_files(options, *jobs); !fine) return tl::unexpected(fine.error());
  nlohmann::ordered_json reports = nlohmann::ordered_json::array();
  bool as_expected = true;
  std::uint64_t hash = 0;
  for (const auto& job : *jobs) {
    if (!options.json && !options.all) fmt::print("{}. {}\n", job.lab.title, job.lab.claim);
    auto results = run_job(job, options);
    if (!results) return tl::unexpected(results.error());
    if (options.all && !options.json) fmt::print("{}", table_text(job.lab, *results));
    for (const auto& result : *results) {
      as_expected = as_expected && is_as_expected(job.lab, result);
      hash = result.shown.hash;
      if (options.json)
        reports.push_back(report_json(job.lab, result));
      else if (!options.all || !is_as_expected(job.lab, result))
        fmt::print("{}", report_text(job.lab, result));
    }
    if (auto written = write_comparisons(options.outputs, job.lab, *results); !written) {
      return tl::unexpected(written.error());
    }
    if (auto written = write_files(job.lab, results->back(), options.outputs); !written) {
      return tl::unexpected(written.error());
    }
  }
  if (options.json)
    fmt::print("{}\n", reports.dump());
  else
    fmt::print("hash {:016x}\n", hash);
  return as_expected ? kAsAsked : kFailed;
}

}  // namespace vectorscope
