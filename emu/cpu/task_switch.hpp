// SPDX-License-Identifier: GPL-2.0-or-later
// A hardware task switch (Intel SDM 3A, 7.3): by JMP and CALL to a TSS or a task
// gate, by a gate of the IDT, and by IRET with NT. The engine's own saves the old
// task in the layout of the new one.
#pragma once
#include <cstdint>
#include <span>

#include "emu/cpu/engine.hpp"
#include "emu/cpu/page_walk.hpp"

namespace vectorscope {

/// SDM 3A, table 7-2. A gate of the IDT nests as CALL does.
enum class TaskWay : std::uint8_t { Nest, Jump, Return };

struct TaskSwitch {
  std::uint32_t selector = 0;    ///< of the new TSS, from the gate or the back link
  std::uint32_t return_eip = 0;  ///< where the old task goes on
  bool external = false;         ///< EXT in the error code of a fault
  TaskWay way = TaskWay::Nest;
  // Results.
  bool switched = false;  ///< a fault after this belongs to the new task
  bool wide = false;      ///< the new TSS has 32 bits
  bool trap = false;      ///< its T bit: #DB before its first instruction
};

/// Throws Fault: before `switched`, nothing has changed for the program.
void switch_task(Engine& engine, std::span<std::uint8_t> ram, TaskSwitch& task);

}  // namespace vectorscope
