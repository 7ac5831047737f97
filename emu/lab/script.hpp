// SPDX-License-Identifier: GPL-2.0-or-later
// The words of a lab's script. A line says who runs until what happens, or puts
// a fault in; it never counts steps, so it means the same for every variant.
//
//   SUBJECT until CONDITION [or CONDITION]...
//   kill cN | freeze cN | thaw cN | drop-ipi cN | irq N | key CODE (one set 1 byte)
//   drain cN (under TSO: its stores that wait reach memory)
//
// Under TSO every store that waits, of a core that was killed before too, reaches memory
// when a turn of `all` or `others` ends; while one core runs alone they wait.
//
//   SUBJECT    cN; all, in turns; others, all but the core named last;
//              any, as the run's policy decides
//   CONDITION  [WHO] enters F | [WHO] returns F | [WHO] write handles[V]
//              [WHO] reads handles[V]
//              [WHO] sleeps (the core is in HLT, now or already; of several all)
//              [WHO] takes V (the first instruction of that interrupt's handler is next)
//              turn (the policy lets another core run, or would: a random moment
//              under a random policy. Goes with `any` only)
//              verdict (a checker has seen what it waits for)
//              violated (so one has, and nothing that follows can change it)
//              done (every live core entered lab_done, or the guest exited)
//   WHO        cN, every core, every live core; without it the subject. Under
//              `all` and `others` a core that is there waits for the rest
//   F          a function's name; a * at its end stands for any rest
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "emu/base/result.hpp"
#include "emu/base/types.hpp"

namespace vectorscope {

struct Condition {
  enum class Kind : std::uint8_t {
    Enters,
    Returns,
    Write,
    Reads,
    Sleeps,
    Takes,
    Turn,
    Verdict,
    Violated,
    Done
  };
  enum class Who : std::uint8_t { Subject, Core, EveryCore, EveryLiveCore };
  Kind kind = Kind::Done;
  Who who = Who::Subject;
  CoreId core = kNoCore;   ///< for Who::Core
  std::string function{};  ///< for Enters and Returns
  Vector slot = 0;         ///< for Write, Reads and Takes

  [[nodiscard]] bool is_for_every_core() const {
    return who == Who::EveryCore || who == Who::EveryLiveCore;
  }
};

struct Statement {
  enum class Kind : std::uint8_t { Until, Kill, Freeze, Thaw, DropIpi, Drain, Irq, Key };
  enum class Subject : std::uint8_t { Core, All, Others, Any };
  Kind kind = Kind::Until;
  Subject subject = Subject::Core;
  CoreId core = kNoCore;  ///< for Subject::Core and the faults
  std::uint8_t irq = 0;
  std::uint8_t scancode = 0;          ///< for Key
  std::vector<Condition> conditions;  ///< of Until: one of them is enough
  std::string text;                   ///< as written
  std::string words;                  ///< for people: the comment behind it; may be empty
  int line = 0;                       ///< in the lab's file
};

using Script = std::vector<Statement>;

/// One line; `cores` bounds the numbers of cores. The error has no file or line.
Result<Statement> parse_statement(std::string_view text, unsigned cores);

}  // namespace vectorscope
