// SPDX-License-Identifier: GPL-2.0-or-later
// The core from within: JMP, CALL and IRET that lead to another task.
#include "emu/cpu/core.hpp"
#include "emu/cpu/exception_vectors.hpp"
#include "emu/cpu/linear_memory.hpp"
#include "emu/cpu/memory_operand.hpp"
#include "emu/cpu/quiet_memory.hpp"

namespace vectorscope {
namespace {

constexpr unsigned kTaskGate = 5;

/// A TSS that is not busy, of 16 or 32 bits, or a task gate. To one that is busy no
/// transfer leads: the engine refuses it as it refuses all others.
bool is_task(const Descriptor& target) {
  return (target.type() & 0x17) == 1 || target.type() == kTaskGate;
}

}  // namespace

/// What a far JMP or CALL names. Nothing if the engine has to fault on the way to it.
std::optional<FarPointer> Core::far_pointer(LinearAddress address, std::uint32_t size) {
  constexpr std::uint8_t kCall = 0x9A, kJump = 0xEA, kResize = 0x66;
  constexpr std::uint32_t kWideCode = 1u << 22;
  const auto bytes = peek(address, size);
  engine_.hidden().load();
  bool wide = (engine_.hidden().segment(SegmentReg::Cs).flags & kWideCode) != 0;
  const bool wide_addresses = wide;
  std::size_t at = 0;
  bool resized = false;
  const auto is_opcode = [](std::uint8_t byte) {
    return byte == kCall || byte == kJump || byte == 0xFF;
  };
  for (; at < bytes.size() && !is_opcode(bytes[at]); ++at)
    resized = resized || bytes[at] == kResize;
  wide = wide != resized;
  const unsigned offset_bytes = wide ? 4 : 2;
  const auto mask = wide ? 0xFFFFFFFFu : 0xFFFFu;
  if (at + 1 >= bytes.size()) return std::nullopt;
  if (bytes[at] != 0xFF) {
    const auto selector = at + 1 + offset_bytes;
    if (selector + 1 >= bytes.size()) return std::nullopt;
    return FarPointer{peek32(address + static_cast<std::uint32_t>(at) + 1) & mask, bytes[selector] | std::uint32_t{bytes[selector + 1]} << 8,
                      bytes[at] == kCall};
  }
  if (bytes[at + 1] >= 0xC0) return std::nullopt;
  const auto operand = memory_operand(bytes, wide_addresses, engine_.general_registers());
  const auto pointer = engine_.hidden().segment(operand.segment).base + operand.offset;
  const bool user = current_cpl() == 3;
  try {
    for (const auto byte : {pointer, pointer + offset_bytes + 1})
      walk(ram_, paging(), byte, Purpose::Read, user);
  } catch (const Fault&) {
    return std::nullopt;
  }
  return FarPointer{peek32(pointer) & mask, peek32(pointer + offset_bytes - 2) >> 16, operand.extension == 3};
}

bool Core::leads_to_task(LinearAddress address, std::uint32_t size) {
  if ((engine_.read(Reg::Cr0) & 1) == 0) return false;
  if ((engine_.read(Reg::Eflags) & eflags::kVirtual8086) != 0) return false;
  const auto pointer = far_pointer(address, size);
  if (!pointer) return false;
  const auto target = QuietMemory(ram_, paging()).look_up(engine_, pointer->selector);
  return target && is_task(*target);
}

/// IRET with NT (SDM 2A, IRET, TASK-RETURN). In real and virtual-8086 mode NT means nothing.
bool Core::returns_to_task() {
  constexpr auto kBoth = eflags::kNestedTask | eflags::kVirtual8086;
  return (engine_.read(Reg::Cr0) & 1) != 0 &&
         (engine_.read(Reg::Eflags) & kBoth) == eflags::kNestedTask;
}

/// Throws Fault where the way to the TSS may not be gone: SDM 2A, JMP, TASK-GATE
/// and TASK-STATE-SEGMENT.
TaskSwitch Core::asked_task() {
  const auto eip = engine_.read(Reg::Eip);
  const LinearMemory memory(ram_, paging());
  TaskSwitch task{.return_eip = eip + emulated_length_};
  const auto pointer = far_pointer(eip + code_base(), emulated_length_);
  if (!pointer) {
    task.way = TaskWay::Return;
    task.selector = memory.read(engine_.read(Table::Tr).base, 2);
    return task;
  }
  task.way = pointer->call ? TaskWay::Nest : TaskWay::Jump;
  task.selector = pointer->selector;
  const auto error = pointer->selector & 0xFFFC;
  const auto target = memory.look_up(engine_, pointer->selector);
  const auto rpl = pointer->selector & 3;
  if (!target || target->dpl() < current_cpl() || target->dpl() < rpl)
    throw Fault{kGeneralProtection, error, 0};
  if (target->type() != kTaskGate) return task;
  if (!target->present()) throw Fault{kNotPresent, error, 0};
  task.selector = target->low >> 16;
  return task;
}

void Core::switch_tasks() {
  const bool stepped = (engine_.read(Reg::Eflags) & eflags::kTrap) != 0;
  drain_stores();
  TaskSwitch task;
  try {
    task = asked_task();
    switch_task(engine_, ram_, task);
  } catch (const Fault& fault) {
    if (task.switched) task_switched(false);
    if (fault.vector == kPageFault) engine_.write(Reg::Cr2, fault.address);
    return raise(fault.vector, fault.error_code);  // in the task whose registers are loaded
  }
  task_switched(task.trap);
  if (stepped) after_.debug |= DebugRegisters::kSingleStep;
}

/// CR3 and the local breakpoints are others, and the TSS may ask for #DB (its T bit).
void Core::task_switched(bool trap) {
  known_masked_ = false;
  look_at_segments();
  forget_translations();
  debug_.task_switched();
  breakpoints_changed();
  if (trap) after_.debug |= DebugRegisters::kTaskSwitch;
}

}  // namespace vectorscope
