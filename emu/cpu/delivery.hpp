// SPDX-License-Identifier: GPL-2.0-or-later
// Interrupt and exception delivery through the guest's IDT: the engine never
// reads it. Intel SDM 3A, chapter 6; real mode: 3B, 20.1.4.
#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "emu/cpu/engine.hpp"
#include "emu/cpu/page_walk.hpp"
#include "emu/trace/event.hpp"

namespace vectorscope {

struct InterruptRequest {
  Vector vector = 0;
  Cause cause = Cause::Exception;
  std::uint32_t error_code = 0;  ///< pushed if the vector has one and the cause is Exception
  std::uint32_t return_eip = 0;
  std::uint32_t fault_eip = 0;   ///< the instruction itself, should the delivery fault
  /// RF is pushed as 1 although it is no fault of table 6-1: general detect, and
  /// what comes between two iterations of a repeated string instruction.
  bool sets_resume = false;
};

struct Delivered {
  Vector vector = 0;             ///< differs from the request's when the delivery faulted
  Cause cause = Cause::Exception;
  std::uint32_t return_eip = 0;
  LinearAddress frame = 0;       ///< linear address of the pushed EIP
  bool task_switched = false;    ///< by a task gate: CR3 may have changed
  bool task_trap = false;        ///< the new task wants #DB first (T bit of its TSS)
};

/// Pushes an error code (SDM 3A, table 6-1).
bool has_error_code(Vector vector);

/// All checks and stores come before any register changes. Nothing means
/// shutdown: a fault while a double fault was delivered (SDM 3A, 6.15).
/// 16- and 32-bit interrupt and trap gates, task gates, stack switch to an inner
/// ring, virtual-8086 mode, and the real-mode table.
std::optional<Delivered> deliver(Engine& engine, std::span<std::uint8_t> ram,
                                 InterruptRequest request);

}  // namespace vectorscope
