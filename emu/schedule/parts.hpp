// SPDX-License-Identifier: GPL-2.0-or-later
// A decision, a part at a time. Whoever watches wants to stop between any two
// instructions and go on later; the machine must not notice. So a round becomes
// the turns of its cores, and a turn any number of runs, by the rules that the
// machine itself has for rounds (decision.hpp).
#pragma once
#include <optional>

#include "emu/machine/decision.hpp"
#include "emu/machine/machine.hpp"

namespace vectorscope {

class Parts {
 public:
  explicit Parts(const Machine& machine) : machine_(machine) {}

  /// The next whole decision. What was left of the one before is forgotten.
  void take(const Decision& whole);
  /// The rest will not be run: a watcher stopped it. Under TSO the stores that
  /// the end of a round drains are left.
  void cut();
  [[nodiscard]] bool over() const;
  /// The next part is one that takes steps.
  [[nodiscard]] bool runs() const { return left_ > 0; }

  /// The next part, of at most `most` steps (1 or more), to be applied at once.
  [[nodiscard]] Decision next(Step most);
  /// What became of it.
  void applied(const Applied& result);

 private:
  Decision next_of_round(Step most);
  Decision run_on(Step most);
  [[nodiscard]] bool stood_still() const;
  [[nodiscard]] CoreId storing() const;

  const Machine& machine_;
  std::optional<Decision> whole_;
  Step left_ = 0;           ///< of a run or a round
  CoreId core_ = 0;         ///< whose turn it is, or the first to be asked
  Step turn_left_ = 0;      ///< of that core's turn
  Step asked_ = 0;          ///< by the part that is being applied
  std::size_t events_ = 0;  ///< in the log before it
};

}  // namespace vectorscope
