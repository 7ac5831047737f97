// SPDX-License-Identifier: GPL-2.0-or-later
// Who runs next, and for how long. A policy only makes decisions: it sees which
// cores can run or drain and nothing else of the machine, so the same policy with the
// same seed gives the same schedule on every host.
#pragma once
#include <bitset>
#include <memory>
#include <string>
#include <string_view>

#include "emu/base/result.hpp"
#include "emu/base/types.hpp"
#include "emu/machine/decision.hpp"

namespace vectorscope {

class Machine;

using CoreSet = std::bitset<kMaxCores>;

/// What a policy sees of the machine.
struct Moment {
  CoreSet runnable = {};  ///< cores that can run now
  CoreSet storing = {};   ///< cores with stores that wait, under TSO
};

class Policy {
 public:
  virtual ~Policy() = default;

  /// The next decision, of at most `most` steps. With no core that can run it
  /// is a round, in which the board lets time pass until a core wakes.
  virtual Decision next(const Moment& moment, Step most) = 0;

  /// As it is written on the command line: "random:7".
  [[nodiscard]] virtual std::string name() const = 0;
};

/// "round-robin:Q", "lockstep" (round-robin:1) or "random:SEED".
Result<std::unique_ptr<Policy>> make_policy(std::string_view text);

/// The cores that can run now.
CoreSet runnable_cores(const Machine& machine);

/// The cores with stores that wait; none but under TSO.
CoreSet storing_cores(const Machine& machine);
inline Moment moment_of(const Machine& machine) {
  return {runnable_cores(machine), storing_cores(machine)};
}

/// The first core of the set at or after `from`, going round; kNoCore if empty.
CoreId next_core(CoreSet set, CoreId from);

}  // namespace vectorscope
