// SPDX-License-Identifier: GPL-2.0-or-later
// The few instructions that the machine must look at before a core executes
// them; everything else is plain and costs nothing.
#pragma once
#include <cstdint>
#include <span>

namespace vectorscope {

enum class InstructionKind : std::uint8_t {
  Unknown,            ///< not looked at yet
  Plain,
  MayEnableInterrupts,///< STI, POPF, and MOV SS / POP SS / LSS for their shadow
  Iret,
  FarTransfer,        ///< JMP or CALL to another segment, perhaps to a task
  TaskSwitch,         ///< a far transfer or IRET that was found to lead to another task
  PortIo,             ///< IN, OUT, INS, OUTS: the engine checks no IOPL
  ReadTsc, ReadMsr, WriteMsr,  ///< the engine would ask the host
  Cpuid,              ///< the engine would be another CPU
  Sysenter, Sysexit,  ///< the engine would do nothing
  ReadDebug, WriteDebug,  ///< MOV from and to DR: with a breakpoint set the engine would crash
  Icebp,              ///< INT1: the engine would stop
  PushFlags,          ///< PUSHF of the other size than the code's: the engine shows VM
  StoreTable,         ///< SGDT, SIDT: the engine stores 24 bits of the base for 16-bit operands
  SegmentLoad,        ///< what is asked of instructions may change: a segment register, PE, the x87's masks
  ArithmeticStatus,   ///< stores, loads or clears x87 or SSE exceptions, which the engine keeps to itself
  Exposed,            ///< names CS, FS or GS for its data, or needs an aligned operand: the engine checks neither
  Paging,             ///< MOV to CR, INVLPG: translations change
  LockRefused,        ///< LOCK where it may not be: the engine executes some of them
  Serializing,        ///< no interest of its own, but stores that wait reach memory first (SDM 3A, 8.2.5 and 8.3)
  Repeated,           ///< a string instruction with REP: it begins once for each iteration
  Pause,
  Watched,            ///< a watched function begins here, or returns here, or a breakpoint is set
};


/// Whether under TSO the core's waiting stores reach memory before it.
bool drains_stores(InstructionKind kind);

/// `bytes` is the whole instruction, prefixes included. Intel SDM 2, appendix A.
/// Never Exposed nor Watched, which depend on more than that.
InstructionKind classify(std::span<const std::uint8_t> bytes);

/// Whether the next instruction of the core may be this one again: a branch, or
/// one iteration of a repeated string instruction.
bool may_follow_itself(std::span<const std::uint8_t> bytes);

bool is_call(std::span<const std::uint8_t> bytes);  ///< near

inline constexpr std::uint8_t kSti = 0xFB;

/// RETF, SYSCALL, SYSRET: of what changes CS the instructions that are plain.
bool loads_code_segment(std::span<const std::uint8_t> bytes);

/// Which ports an IN, OUT, INS or OUTS touches.
struct PortAccess {
  std::uint16_t port = 0;
  unsigned width = 1;  ///< bytes
};
PortAccess port_access(std::span<const std::uint8_t> bytes, std::uint32_t edx);

}  // namespace vectorscope
