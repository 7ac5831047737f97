// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/schedule/random_policy.hpp"

#include <algorithm>

namespace vectorscope {

// A store waits for about as many turns as there are: long enough to be
// overtaken, and seldom for ever.
Decision RandomPolicy::next(const Moment& moment, Step most) {
  const auto& [runnable, storing] = moment;
  if (storing.any() && (runnable.none() || chance_.below(2) == 0))
    return decisions::Drain{one_of(storing)};
  // One step is enough to let time jump to whatever wakes a core.
  if (runnable.none()) return decisions::RunRound{0, 1, std::min<Step>(1, most)};
  const CoreId core = one_of(runnable);
  return decisions::Run{core, std::min(run_length(), most)};
}

CoreId RandomPolicy::one_of(CoreSet set) {
  auto skip = chance_.below(set.count());
  CoreId core = next_core(set, 0);
  while (skip-- > 0) core = next_core(set, static_cast<CoreId>(core + 1));
  return core;
}

// Each order of magnitude is as likely as any other: half of all runs are
// shorter than about 32 instructions, so cores are left in the middle of short
// sections too, and yet a schedule gets somewhere.
Step RandomPolicy::run_length() {
  const auto magnitude = chance_.below(kLongestRunLog2 + 1);
  return 1 + chance_.below(Step{1} << magnitude);
}

std::string RandomPolicy::name() const {
  return "random:" + std::to_string(seed_);
}

}  // namespace vectorscope
