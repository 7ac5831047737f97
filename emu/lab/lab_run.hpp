// SPDX-License-Identifier: GPL-2.0-or-later
// A variant of a lab, tried: the directed run, then random schedules.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "emu/lab/lab.hpp"
#include "emu/lab/run_result.hpp"
#include "emu/load/image.hpp"
#include "emu/machine/machine.hpp"

namespace vectorscope {

struct VariantResult {
  std::string lab, variant;
  /// Violated if any run is; holds if all hold.
  Outcome outcome = Outcome::NotExercised;
  RunResult directed;
  std::vector<RunResult> random;
  /// The run to look at, with its machine: the directed one, or the first
  /// violated random one if only those are violated.
  RunResult shown;
  std::unique_ptr<Machine> machine;
  std::vector<std::string> watched;  ///< the functions whose calls are events of that machine
};

struct LabRunOptions {
  std::optional<unsigned> schedules;                         ///< instead of the lab's number
  std::function<void(unsigned done, unsigned of)> progress;  ///< after each run, one at a time
  /// Asked every now and then within each run, from several threads; true: nobody wants the
  /// result any more, and it is an error.
  std::function<bool()> stopped = {};
  /// Without, those of the random runs are 0: to hash a machine takes a third of a short run.
  bool random_hashes = true;
};

/// What to say to whoever asks for a variant that the lab does not have.
std::string no_such_variant(const Lab& lab, const std::string& name);

/// The configuration that a variant runs with.
/// Errors: a handler array that the kernel does not have.
Result<MachineConfig> variant_config(const Lab& lab, const Variant& variant, const Image& kernel);

/// Errors: a name or a switch that the kernel does not have, a machine that cannot be made.
Result<VariantResult> run_variant(const Lab& lab, const Variant& variant,
                                  const std::shared_ptr<const Image>& kernel,
                                  const LabRunOptions& options = {});

}  // namespace vectorscope
