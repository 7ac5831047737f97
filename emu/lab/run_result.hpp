// SPDX-License-Identifier: GPL-2.0-or-later
// What one run of a lab came to.
#pragma once
#include <string>
#include <vector>

#include "emu/check/checker.hpp"

namespace vectorscope {

/// One run. It is violated if a checker says so; it holds if every checker says
/// so and the script went as written.
struct RunResult {
  std::string schedule;  ///< "directed", "random:17"
  Outcome outcome = Outcome::NotExercised;
  std::vector<Verdict> verdicts;  ///< in the order of lab.checkers
  std::vector<Step> reached;      ///< when each line of the script was, from the first on
  std::string missed;             ///< the line of the script that was not reached, or empty
  Step steps = 0;
  std::uint64_t hash = 0;  ///< of the machine at the end; 0: nobody asked for it
};

}  // namespace vectorscope
