// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/schedule/policy.hpp"

#include <charconv>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "emu/machine/machine.hpp"
#include "emu/schedule/random_policy.hpp"
#include "emu/schedule/round_robin.hpp"

namespace vectorscope {
namespace {

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || rest != end) return std::nullopt;
  return value;
}

}  // namespace

Result<std::unique_ptr<Policy>> make_policy(std::string_view text) {
  const auto colon = text.find(':');
  const auto kind = text.substr(0, colon);
  const auto value =
      number(colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 1));
  if (text == "lockstep") return std::make_unique<RoundRobin>(1u);
  if (kind == "random" && value) return std::make_unique<RandomPolicy>(*value);
  if (kind == "round-robin" && value && *value > 0 &&
      *value <= std::numeric_limits<std::uint32_t>::max()) {
    return std::make_unique<RoundRobin>(static_cast<std::uint32_t>(*value));
  }
  if (kind == "pct") return fail(fmt::format("policy '{}' comes later; use random:SEED", text));
  return fail(
      fmt::format("policy '{}' is none of round-robin:Q (Q from 1), lockstep, random:SEED", text));
}

CoreSet runnable_cores(const Machine& machine) {
  CoreSet set;
  for (unsigned core = 0; core < machine.config().cores; ++core) {
    set[core] = machine.can_run(static_cast<CoreId>(core));
  }
  return set;
}

CoreSet storing_cores(const Machine& machine) {
  CoreSet set;
  if (machine.config().memory == MemoryModel::Sc) return set;
  for (unsigned core = 0; core < machine.config().cores; ++core) {
    set[core] = !machine.waiting_stores(static_cast<CoreId>(core)).empty();
  }
  return set;
}

CoreId next_core(CoreSet set, CoreId from) {
  for (unsigned i = 0; i < kMaxCores; ++i) {
    const unsigned core = (from + i) % kMaxCores;
    if (set[core]) return static_cast<CoreId>(core);
  }
  return kNoCore;
}

}  // namespace vectorscope
