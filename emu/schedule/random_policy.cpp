// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/schedule/random_policy.hpp"

#include <algorithm>

namespace vectorscope {

Decision RandomPolicy::next(CoreSet runnable, Step most) {
  // One step is enough to let time jump to whatever wakes a core.
  if (runnable.none()) return decisions::RunRound{0, 1, std::min<Step>(1, most)};
  auto skip = chance_.below(runnable.count());
  CoreId core = next_core(runnable, 0);
  while (skip-- > 0) core = next_core(runnable, static_cast<CoreId>(core + 1));
  return decisions::Run{core, std::min(run_length(), most)};
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
