// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/lab_run.hpp"

#include <mutex>
#include <optional>

#include <fmt/format.h>

#include "emu/lab/console_text.hpp"
#include "emu/lab/parallel.hpp"
#include "emu/lab/trial.hpp"

namespace vectorscope {
namespace {

constexpr std::uint32_t kVectors = 256;
constexpr std::uint32_t kFirstLock = 0x80, kLockVectors = 8;  // those that the kernel uses

struct Tried {
  RunResult result;
  std::unique_ptr<Machine> machine;
};

class VariantRun {
 public:
  VariantRun(const Lab& lab, MachineConfig config, std::shared_ptr<const Image> kernel,
             Functions functions, std::function<bool()> stopped)
      : lab_(lab),
        config_(std::move(config)),
        kernel_(std::move(kernel)),
        functions_(std::move(functions)),
        stopped_(std::move(stopped)) {}

  Result<Tried> directed() const { return run(directed_schedule()); }

  Result<Tried> random(unsigned index, bool hashed) const {
    return run(random_schedule(lab_, index), hashed);
  }

 private:
  Result<Tried> run(const std::string& schedule, bool hashed = true) const {
    auto machine = Machine::create(config_, kernel_);
    if (!machine) return tl::make_unexpected(machine.error());
    auto trial = Trial::begin(lab_, functions_, schedule, **machine);
    if (!trial) return tl::make_unexpected(trial.error());
    constexpr Step kSlice = 200'000;  // some 50 ms
    do {
      if (stopped_ && stopped_()) return fail("stopped");
    } while ((*trial)->play(kSlice) == ScriptRun::State::Going);
    Tried tried{(*trial)->result(), std::move(*machine)};
    if (hashed) tried.result.hash = tried.machine->hash();
    trial->reset();
    return tried;
  }

  const Lab& lab_;
  MachineConfig config_;
  std::shared_ptr<const Image> kernel_;
  Functions functions_;
  std::function<bool()> stopped_;
};

void show(VariantResult& result, Tried tried) {
  result.shown = std::move(tried.result);
  result.machine = std::move(tried.machine);
}

// A kernel that ends by itself with a code has been asked for what it does not
// have: that is no verdict.
Result<void> check_end(const Lab& lab, const Variant& variant, const Tried& tried) {
  const auto& machine = *tried.machine;
  if (!machine.exited() || machine.exit_code() == 0) return {};
  return fail(fmt::format("lab {}, variant {}: the kernel ended with code {}; it said: {}",
                          lab.name, variant.name, machine.exit_code(), last_words(machine)));
}

}  // namespace

std::string no_such_variant(const Lab& lab, const std::string& name) {
  std::vector<std::string> names;
  for (const auto& each : lab.variants) names.push_back(each.name);
  return fmt::format("--variant {}: the variants of {} are {}", name, lab.name,
                     fmt::join(names, ", "));
}

Result<MachineConfig> variant_config(const Lab& lab, const Variant& variant, const Image& kernel) {
  MachineConfig config = lab.machine;
  config.cmdline += (config.cmdline.empty() ? "" : " ") + variant.switches;
  config.ipi = variant.ipi.value_or(config.ipi);
  config.intr = variant.intr.value_or(config.intr);
  config.memory = variant.memory.value_or(config.memory);
  config.cores = variant.cores.value_or(config.cores);
  if (!variant.locks.empty()) {
    const auto* symbol = kernel.symbols.named(variant.locks);
    const auto size = symbol ? symbol->size / kVectors : 0;  // of one
    if (size < 4 || size % 4 != 0 || kLockVectors * size / 4 > kVectors) {
      return fail(fmt::format("lab {}, variant {}: the kernel has no array '{}' of {} locks",
                              lab.name, variant.name, variant.locks, kVectors));
    }
    config.handlers = HandlersAt{symbol->address + kFirstLock * size, kLockVectors * size / 4, 4};
    return config;
  }
  if (variant.handles.empty()) return config;
  const auto* symbol = kernel.symbols.named(variant.handles);
  if (!symbol || symbol->size < kVectors * 4) {
    return fail(fmt::format("lab {}, variant {}: the kernel has no array '{}' of {} handlers",
                            lab.name, variant.name, variant.handles, kVectors));
  }
  config.handlers = HandlersAt{symbol->address, kVectors, symbol->size / kVectors};
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
  const auto config = variant_config(lab, variant, *kernel);
  if (!config) return tl::make_unexpected(config.error());
  const VariantRun runs(lab, *config, kernel, std::move(*functions), options.stopped);
  const unsigned schedules = options.schedules.value_or(lab.random.schedules);
  const auto report = [&](unsigned done) {
    if (options.progress) options.progress(done, schedules + 1);
  };

  auto directed = runs.directed();
  if (!directed) return tl::make_unexpected(directed.error());
  if (auto fine = check_end(lab, variant, *directed); !fine) {
    return tl::make_unexpected(fine.error());
  }
  result.directed = directed->result;
  result.outcome = directed->result.outcome;
  show(result, std::move(*directed));
  report(1);
  std::vector<Result<RunResult>> random(schedules, RunResult{});
  std::mutex reporting;
  unsigned done = 1;
  for_each_in_parallel(schedules, [&](unsigned i) {
    random[i] = runs.random(i, options.random_hashes).map([](Tried&& tried) {
      return std::move(tried.result);
    });
    const std::scoped_lock lock(reporting);
    report(++done);
  });
  std::optional<unsigned> first_violation;
  for (unsigned i = 0; i < schedules; ++i) {
    if (!random[i]) return tl::make_unexpected(random[i].error());
    result.outcome = worst(result.outcome, random[i]->outcome);
    if (random[i]->outcome == Outcome::Violated && !first_violation) first_violation = i;
    result.random.push_back(std::move(*random[i]));
  }
  // Its machine is wanted here, on this thread; the same schedule gives the same machine.
  if (first_violation && result.shown.outcome != Outcome::Violated) {
    auto again = runs.random(*first_violation, true);
    if (!again) return tl::make_unexpected(again.error());
    show(result, std::move(*again));
  }
  return result;
}

}  // namespace vectorscope
