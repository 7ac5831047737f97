// SPDX-License-Identifier: GPL-2.0-or-later
// A claim about the guest, judged from events alone. A checker also counts how
// often the claim's premise happened: a claim that was never put to the test
// does not hold, it is not exercised.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "emu/base/types.hpp"
#include "emu/trace/event.hpp"

namespace vectorscope {

enum class Outcome : std::uint8_t { Holds, Violated, NotExercised };
const char* outcome_word(Outcome outcome);  ///< "holds", "violated", "not exercised"

/// "sections entered": 412.
struct Premise {
  std::string name;
  std::uint64_t count = 0;
};

struct Verdict {
  Outcome outcome = Outcome::NotExercised;
  Step step = 0;         ///< where it was violated, or what the sentence speaks of
  std::string sentence;  ///< for a person, with the step
  std::vector<Premise> premises;
};

/// What a core does that runs alone from where a run has got to: it gets something
/// done (Out); it comes back to the very same state, having changed nothing that others
/// see; or neither.
struct Alone {
  enum class Comes : std::uint8_t { Out, Back, Nowhere };
  CoreId core = kNoCore;
  Comes comes = Comes::Nowhere;
  Step instructions = 0;
};

/// A question that events do not answer: what would each of these cores do alone,
/// until it returns from one of the functions?
struct AloneQuestion {
  std::vector<CoreId> cores;
  std::vector<LinearAddress> done;
};

class Checker {
 public:
  virtual ~Checker() = default;
  virtual void on(const Event& event) = 0;

  /// Asked whenever the run has stopped; answered on a machine of its own, once.
  [[nodiscard]] virtual std::optional<AloneQuestion> question() const { return std::nullopt; }
  virtual void answer(const std::vector<Alone>& answers) { static_cast<void>(answers); }

  /// Every core waits, and nothing but an input can wake one: a stuck run ends
  /// here without an event.
  virtual void on_idle(Step step) { static_cast<void>(step); }

  /// Whether the machine is to run step by step, for on_step: that takes its time.
  [[nodiscard]] virtual bool wants_steps() const { return false; }
  /// After each instruction of a core: whether an interrupt could come now (EFLAGS.IF).
  virtual void on_step(CoreId core, bool interrupts_enabled) {
    static_cast<void>(core);
    static_cast<void>(interrupts_enabled);
  }

  /// What the events seen so far say.
  [[nodiscard]] virtual Verdict verdict() const = 0;

  /// The outcome is Violated, and nothing that follows can change that.
  [[nodiscard]] virtual bool violated() const = 0;

  /// True once the checker has seen what it waits for: a script may go on.
  [[nodiscard]] virtual bool settled() const = 0;
};

/// The worst of several: violated, else not exercised, else holds.
Outcome worst(Outcome a, Outcome b);

}  // namespace vectorscope
