// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/lab_run.hpp"

#include <fmt/format.h>

#include "emu/lab/script_run.hpp"

namespace vectorscope {
namespace {

struct Tried {
  RunResult result;
  std::unique_ptr<Machine> machine;
};

class VariantRun {
 public:
  VariantRun(const Lab& lab, MachineConfig config, std::shared_ptr<const Image> kernel,
             Functions functions)
      : lab_(lab),
        config_(std::move(config)),
        kernel_(std::move(kernel)),
        functions_(std::move(functions)) {}

  Result<Tried> directed() const {
    return run("directed", lab_.directed.policy, lab_.directed.script, lab_.directed.budget);
  }

  Result<Tried> random(unsigned index) const {
    const auto policy = fmt::format("random:{}", lab_.random.seed + index);
    return run(policy, policy, lab_.random.script, lab_.random.budget);
  }

 private:
  Result<Tried> run(std::string name, const std::string& policy_text, const Script& script,
                    Step budget) const {
    auto policy = make_policy(policy_text);
    if (!policy) return tl::make_unexpected(policy.error());
    auto machine = Machine::create(config_, kernel_);
    if (!machine) return tl::make_unexpected(machine.error());
    auto checkers = make_checkers(lab_, functions_);
    Tried tried;
    tried.result.schedule = std::move(name);
    tried.machine = std::move(*machine);
    tried.result.missed =
        ScriptRun(*tried.machine, **policy, functions_, checkers, budget).run(script);
    judge(tried, checkers);
    return tried;
  }

  static void judge(Tried& tried, const Checkers& checkers) {
    auto& result = tried.result;
    result.outcome = result.missed.empty() ? Outcome::Holds : Outcome::NotExercised;
    for (const auto& checker : checkers) {
      result.verdicts.push_back(checker->verdict());
      result.outcome = worst(result.outcome, result.verdicts.back().outcome);
    }
    result.steps = tried.machine->step();
    result.hash = tried.machine->hash();
  }

  const Lab& lab_;
  MachineConfig config_;
  std::shared_ptr<const Image> kernel_;
  Functions functions_;
};

void show(VariantResult& result, Tried tried) {
  result.shown = std::move(tried.result);
  result.machine = std::move(tried.machine);
}

}  // namespace

MachineConfig variant_config(const Lab& lab, const Variant& variant) {
  MachineConfig config = lab.machine;
  config.cmdline += (config.cmdline.empty() ? "" : " ") + variant.switches;
  config.ipi = variant.ipi.value_or(config.ipi);
  config.intr = variant.intr.value_or(config.intr);
  return config;
}

Result<VariantResult> run_variant(const Lab& lab, const Variant& variant,
                                  const std::shared_ptr<const Image>& kernel,
                                  const LabRunOptions& options) {
  auto functions = Functions::of(lab, kernel->symbols);
  if (!functions) return tl::make_unexpected(functions.error());
  VariantResult result;
  result.lab = lab.name;
  result.variant = variant.name;
  result.watched = Functions::names_at(functions->all(), kernel->symbols);
  const VariantRun runs(lab, variant_config(lab, variant), kernel, std::move(*functions));
  const unsigned schedules = options.schedules.value_or(lab.random.schedules);
  const auto report = [&](unsigned done) {
    if (options.progress) options.progress(done, schedules + 1);
  };

  auto directed = runs.directed();
  if (!directed) return tl::make_unexpected(directed.error());
  result.directed = directed->result;
  result.outcome = directed->result.outcome;
  show(result, std::move(*directed));
  report(1);
  for (unsigned i = 0; i < schedules; ++i) {
    auto random = runs.random(i);
    if (!random) return tl::make_unexpected(random.error());
    result.outcome = worst(result.outcome, random->result.outcome);
    result.random.push_back(random->result);
    const bool first_violation =
        random->result.outcome == Outcome::Violated && result.shown.outcome != Outcome::Violated;
    if (first_violation) show(result, std::move(*random));
    report(i + 2);
  }
  return result;
}

}  // namespace vectorscope
