// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/schedule/round_robin.hpp"

namespace vectorscope {

// The machine itself takes the turns of a round. Each round begins one core
// later than the one before, so that rounds cut short (a watcher stopped them)
// do not favour the core with the lowest number.
Decision RoundRobin::next(const Moment& moment, Step most) {
  const CoreId first = moment.runnable.none() ? CoreId{0} : next_core(moment.runnable, first_);
  first_ = static_cast<CoreId>((first + 1u) % kMaxCores);
  return decisions::RunRound{first, quantum_, most};
}

std::string RoundRobin::name() const {
  return "round-robin:" + std::to_string(quantum_);
}

}  // namespace vectorscope
