// SPDX-License-Identifier: GPL-2.0-or-later
// Immutable pictures of a lab, of how far its script is, and of what its
// checkers say; and of a recording that is being played.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "emu/base/types.hpp"
#include "emu/check/checker.hpp"

namespace vectorscope {

/// Which lab is wanted, and how.
struct LabChoice {
  std::string lab;                    ///< a name or a file
  std::string variant = {};           ///< empty: the lab's first
  std::string schedule = "directed";  ///< or "random:SEED"
};

/// What the lab's file says to people.
struct LabTexts {
  std::string name, title, claim, question, instructions, look, means, repair, notes;
};

struct ScriptLineView {
  std::string words;            ///< what is reached, for people
  std::string code;             ///< the line as written
  std::optional<Step> reached;  ///< when
};

struct CheckerView {
  std::string kind;
  Verdict verdict;
};

struct LabView {
  enum class Script : std::uint8_t { Going, Over, Missed };

  std::shared_ptr<const LabTexts> texts;
  std::vector<std::string> variants;
  std::string opened;          ///< the name or file that it was opened by
  std::string variant, other;  ///< this one; the one that an exchange shows
  std::string switches;        ///< of the kernel, in this variant
  std::string locks;           ///< the array of locks that is watched, if not that of the handlers
  std::string schedule;        ///< "directed", "random:17"
  std::vector<ScriptLineView> script;
  std::size_t reached = 0;  ///< lines
  Vector slot = 0x80;       ///< of the handler array: the one that the script speaks of
  Step begin = 0, end = 0;  ///< where most of the script is played: what to see of the timeline
  Script state = Script::Going;
  std::string missed;    ///< why the script does not go on; empty unless Missed
  bool by_hand = false;  ///< somebody put in decisions of their own
  bool judged = false;   ///< the run is over, or violated for good: the rest is set
  Outcome outcome = Outcome::NotExercised;
  bool as_expected = false;  ///< of this variant, if it was the lab's own schedule
  std::vector<CheckerView> checkers;
};

struct ReplayView {
  std::string title;
  Step steps = 0;  ///< where it ends
  std::size_t done = 0, decisions = 0;
  bool over = false;
  bool by_hand = false;  ///< left: what was recorded does not go on from here
  std::string verdict;   ///< once over: "the same state as recorded"
};

}  // namespace vectorscope
