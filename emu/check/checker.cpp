// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/check/checker.hpp"

namespace vectorscope {

const char* outcome_word(Outcome outcome) {
  switch (outcome) {
    case Outcome::Holds:
      return "holds";
    case Outcome::Violated:
      return "violated";
    case Outcome::NotExercised:
      return "not exercised";
  }
  return "?";
}

Outcome worst(Outcome a, Outcome b) {
  if (a == Outcome::Violated || b == Outcome::Violated) return Outcome::Violated;
  if (a == Outcome::NotExercised || b == Outcome::NotExercised) return Outcome::NotExercised;
  return Outcome::Holds;
}

}  // namespace vectorscope
