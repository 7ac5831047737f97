// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/measure.hpp"

#include <algorithm>
#include <mutex>
#include <sstream>

#include <fmt/format.h>

#include "emu/lab/lab_run.hpp"
#include "emu/lab/parallel.hpp"

namespace vectorscope {
namespace {

using Cell = std::pair<std::string, std::string>;  // its column, and what it says
using Cells = std::vector<Cell>;

struct Job {
  const MeasurePlan* plan;
  const Variant* row;
  unsigned cores;
};

std::vector<Job> make_jobs(const Lab& lab, unsigned only) {
  std::vector<Job> jobs;
  for (const auto& plan : lab.measures) {
    for (const auto& row : plan.rows) {
      for (unsigned cores = plan.least_cores; cores <= plan.most_cores; ++cores) {
        if (only == 0 || cores == only) jobs.push_back({&plan, &row, cores});
      }
    }
  }
  return jobs;
}

/// The plan as a lab of one variant, which is then run like any other.
Lab as_lab(const Lab& lab, const Job& job) {
  Lab one = lab;
  one.machine.cmdline = job.plan->cmdline;
  one.machine.cores = job.cores;
  one.directed = job.plan->run;
  one.random.script.clear();
  one.checkers = job.plan->checkers;
  return one;
}

const char* outcome_of(const RunResult& run) {
  if (!run.missed.empty()) return kIncomplete;
  const bool violated = std::any_of(run.verdicts.begin(), run.verdicts.end(), [](const auto& each) {
    return each.outcome == Outcome::Violated;
  });
  return violated ? kViolated : kComplete;
}

Cells cells_of(const Job& job, const RunResult& run) {
  Cells cells = {{"measure", job.plan->name}, {"cores", std::to_string(job.cores)}};
  std::istringstream switches(job.row->switches);
  for (std::string word; switches >> word;) {
    const auto sign = word.find('=');
    cells.emplace_back(word.substr(0, sign), word.substr(std::min(sign, word.size() - 1) + 1));
  }
  cells.emplace_back("outcome", outcome_of(run));
  for (const auto& verdict : run.verdicts) {
    for (const auto& premise : verdict.premises) {
      cells.emplace_back(premise.name, std::to_string(premise.count));
    }
  }
  return cells;
}

/// Words before numbers: the switches of all rows first, then `outcome`, then the counts.
Table table_of(const std::vector<Cells>& all) {
  Table table;
  const auto column = [&](const std::string& name) {
    return std::find(table.columns.begin(), table.columns.end(), name) - table.columns.begin();
  };
  const auto add = [&](const Cells& cells, bool words) {
    bool counts = false;
    for (const auto& [name, text] : cells) {
      counts |= name == "outcome";
      if (words != counts && column(name) == std::ssize(table.columns)) {
        table.columns.push_back(name);
      }
    }
  };
  for (const bool words : {true, false}) {
    for (const auto& cells : all) add(cells, words);
  }
  for (const auto& cells : all) {
    auto& row = table.rows.emplace_back(table.columns.size());
    for (const auto& [name, text] : cells) row[static_cast<std::size_t>(column(name))] = text;
  }
  return table;
}

}  // namespace

Result<Table> measure(const Lab& lab, const std::shared_ptr<const Image>& kernel,
                      const MeasureOptions& options) {
  const auto jobs = make_jobs(lab, options.cores);
  if (jobs.empty()) {
    return fail(
        lab.measures.empty()
            ? fmt::format("lab {} has nothing to measure; compare has", lab.name)
            : fmt::format("lab {} measures nothing with {} cores", lab.name, options.cores));
  }
  std::vector<Result<Cells>> runs(jobs.size(), Cells{});
  std::mutex reporting;
  unsigned done = 0;
  for_each_in_parallel(static_cast<unsigned>(jobs.size()), [&](unsigned i) {
    LabRunOptions once;
    once.schedules = 0;
    once.stopped = options.stopped;
    runs[i] =
        run_variant(as_lab(lab, jobs[i]), *jobs[i].row, kernel, once)
            .map([&](const VariantResult& result) { return cells_of(jobs[i], result.directed); });
    const std::scoped_lock lock(reporting);
    if (options.progress) options.progress(++done, static_cast<unsigned>(jobs.size()));
  });
  std::vector<Cells> all;
  for (auto& run : runs) {
    if (!run) return tl::make_unexpected(run.error());
    all.push_back(std::move(*run));
  }
  return table_of(all);
}

}  // namespace vectorscope
