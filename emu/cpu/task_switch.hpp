// SPDX-License-Identifier: GPL-2.0-or-later
// A hardware task switch as a task gate in the IDT asks for it: nested, with a
// back link. Those that JMP, CALL and IRET ask for the engine does itself.
// Intel SDM 3A, 7.3.
#pragma once
#include <cstdint>
#include <span>

#include "emu/cpu/engine.hpp"
#include "emu/cpu/page_walk.hpp"

namespace vectorscope {

struct TaskSwitch {
  std::uint32_t selector = 0;    ///< of the new TSS, from the gate
  std::uint32_t return_eip = 0;  ///< where the old task goes on
  bool external = false;         ///< EXT in the error code of a fault
  // Results.
  bool switched = false;         ///< a fault after this belongs to the new task
  bool wide = false;             ///< the new TSS has 32 bits
  bool trap = false;             ///< its T bit: #DB before its first instruction
};

/// Throws Fault: before `switched`, nothing has changed for the program.
void switch_task(Engine& engine, std::span<std::uint8_t> ram, TaskSwitch& task);

}  // namespace vectorscope
