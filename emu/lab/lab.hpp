// SPDX-License-Identifier: GPL-2.0-or-later
// A lab, as its file says: a claim, the machine to try it on, the variants of
// the kernel, one script for all of them, and the checkers that judge.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "emu/base/result.hpp"
#include "emu/check/checker.hpp"
#include "emu/lab/script.hpp"
#include "emu/machine/config.hpp"

namespace vectorscope {

/// A named set of kernel switches, and what differs in the machine.
struct Variant {
  std::string name;
  std::string switches;
  std::optional<IpiModel> ipi = {};  ///< else the lab's
  std::optional<IntrRouting> intr = {};
  std::optional<MemoryModel> memory = {};
  std::string handles = {};  ///< the symbol of the handler array, if not `handles`
  /// The symbol of an array of locks, one for each vector: watched in its place, word by
  /// word, are those of the lock vectors.
  std::string locks = {};
  std::optional<unsigned> cores = {};  ///< at least as many as the lab's, which its scripts name
};

/// A checker as the file names it; emu/lab/checker_kinds.cpp knows which there
/// are and what each wants. Functions are named as in scripts: a * at the end
/// stands for any rest.
struct CheckerSpec {
  std::string kind;
  std::map<std::string, std::vector<std::string>> functions;  ///< by key: "work", "busy"...
  std::map<std::string, std::uint64_t> numbers;               ///< by key: "patience"...
};

struct DirectedPlan {
  std::string policy = "round-robin:100";  ///< who runs under `any`
  Step budget = 20'000'000;                ///< steps of the whole run
  Script script;
};

struct RandomPlan {
  unsigned schedules = 100;
  std::uint64_t seed = 1;  ///< of the first schedule; the next ones count on
  Step budget = 20'000'000;
  Script script;
};

/// What is measured side by side: every row with every number of cores, one run each.
struct MeasurePlan {
  std::string name;     ///< "locks"
  std::string cmdline;  ///< of all rows, in place of the lab's
  unsigned least_cores = 1, most_cores = 1;
  std::vector<Variant> rows;
  DirectedPlan run;
  std::vector<CheckerSpec> checkers;  ///< what they count becomes the columns
};

struct Lab {
  std::string name;
  std::string title, claim, question, instructions, look, means, repair, notes;
  MachineConfig machine;  ///< its command line belongs to all variants
  std::vector<Variant> variants;
  DirectedPlan directed;
  RandomPlan random;
  std::vector<CheckerSpec> checkers;
  /// By variant. Whoever makes a verdict does not look at it; it is compared
  /// when everything is over.
  std::vector<Outcome> expected;
  std::vector<MeasurePlan> measures;

  [[nodiscard]] const Variant* variant(std::string_view name) const;
  [[nodiscard]] Outcome expectation(const Variant& variant) const;
  /// The one to show after this one: one of which the lab expects the opposite,
  /// preferably "published" or "repaired"; the same if there is none.
  [[nodiscard]] const Variant& counterpart(const Variant& variant) const;
};

}  // namespace vectorscope
