// SPDX-License-Identifier: GPL-2.0-or-later
// The core from within: instructions that are carried out outside the engine.
#include <algorithm>
#include <array>

#include "emu/base/fault.hpp"
#include "emu/cpu/core.hpp"
#include "emu/cpu/cpuid.hpp"
#include "emu/cpu/exception_vectors.hpp"
#include "emu/cpu/linear_memory.hpp"
#include "emu/cpu/memory_operand.hpp"

namespace vectorscope {

namespace {

/// SYSENTER_CS, SYSENTER_ESP and SYSENTER_EIP.
constexpr std::uint32_t kSysenterCs = 0x174;
/// As a CPU of this family and model has it, WRMSR clears its upper half (SDM 3B, 17.15).
constexpr std::uint32_t kTimestampMsr = 0x10;
constexpr bool is_sysenter_msr(std::uint32_t index) { return index - kSysenterCs < 3; }

}  // namespace

void Core::emulate() {
  const auto kind = *to_emulate_;
  const auto value = (std::uint64_t{engine_.read(Reg::Edx)} << 32) | engine_.read(Reg::Eax);
  std::optional<std::uint64_t> result;
  bool done = false;
  switch (kind) {
    case InstructionKind::ReadTsc:
      done = may_read_tsc();
      if (done) result = timestamp();
      break;
    case InstructionKind::ReadMsr:
      if (current_cpl() == 0) result = read_msr(engine_.read(Reg::Ecx));
      done = result.has_value();
      break;
    case InstructionKind::WriteMsr:
      done = current_cpl() == 0 && write_msr(engine_.read(Reg::Ecx), value);
      break;
    case InstructionKind::ReadDebug:
    case InstructionKind::WriteDebug: return access_debug(kind);
    case InstructionKind::Icebp: {
      const auto eip = engine_.read(Reg::Eip);
      return deliver_and_tell({kDebug, Cause::Exception, 0, eip + emulated_length_, eip, false});
    }
    case InstructionKind::Cpuid: {
      const auto answer = cpuid(engine_.read(Reg::Eax), id_);
      engine_.write(Reg::Eax, answer.eax);
      engine_.write(Reg::Ebx, answer.ebx);
      engine_.write(Reg::Ecx, answer.ecx);
      engine_.write(Reg::Edx, answer.edx);
      return emulated();
    }
    case InstructionKind::Sysenter: return sysenter();
    case InstructionKind::Sysexit: return sysexit();
    case InstructionKind::LockRefused: return raise(kInvalidOpcode, 0);
    case InstructionKind::PushFlags: return push_flags();
    case InstructionKind::StoreTable: return store_table();
    case InstructionKind::TaskSwitch: return switch_tasks();
    default: break;  // IN or OUT without the right to
  }
  if (!done) return raise(kGeneralProtection, 0);
  if (result) {
    engine_.write(Reg::Eax, static_cast<std::uint32_t>(*result));
    engine_.write(Reg::Edx, static_cast<std::uint32_t>(*result >> 32));
  }
  emulated();
}

void Core::emulated() {
  engine_.write(Reg::Eip, engine_.read(Reg::Eip) + emulated_length_);
  if ((engine_.read(Reg::Eflags) & eflags::kTrap) != 0) after_.debug |= DebugRegisters::kSingleStep;
}

/// SGDT and SIDT store all of the base whatever the operand size (SDM 2B, SGDT, operation).
void Core::store_table() {
  constexpr std::uint32_t kWideCode = 1u << 22;
  engine_.hidden().load();
  const auto code = engine_.hidden().segment(SegmentReg::Cs);
  const auto bytes = peek(code.base + engine_.read(Reg::Eip), emulated_length_);
  const auto operand = memory_operand(bytes, (code.flags & kWideCode) != 0, engine_.general_registers());
  const auto at = engine_.hidden().segment(operand.segment).base + operand.offset;
  const auto table = engine_.read(operand.extension == 1 ? Table::Idtr : Table::Gdtr);
  const bool user = current_cpl() == 3;
  try {
    const LinearMemory memory(ram_, paging());
    memory.write(at, 2, table.limit, user);
    memory.write(at + 2, 4, table.base, user);
  } catch (const Fault& fault) {
    engine_.write(Reg::Cr2, fault.address);
    return raise(fault.vector, fault.error_code);
  }
  emulated();
}

/// PUSHFD in virtual-8086 mode: VM and RF are pushed as 0 (SDM 2B, PUSHF).
void Core::push_flags() {
  const auto flags = engine_.read(Reg::Eflags);
  if ((flags & eflags::kIopl) != eflags::kIopl) return raise(kGeneralProtection, 0);
  engine_.hidden().load();
  const auto esp = engine_.read(Reg::Esp);
  const auto sp = (esp - 4) & 0xFFFF;
  try {
    LinearMemory(ram_, paging())
        .write(engine_.hidden().segment(SegmentReg::Ss).base + sp, 4,
               flags & ~(eflags::kVirtual8086 | eflags::kResume), true);
  } catch (const Fault& fault) {
    engine_.write(Reg::Cr2, fault.address);
    return raise(fault.vector, fault.error_code);
  }
  engine_.write(Reg::Esp, (esp & 0xFFFF0000u) | sp);
  emulated();
}

/// MOV from and to DR0 to DR7 (SDM 2B, MOV; SDM 3B, 17.2): DR4 and DR5 are DR6
/// and DR7 unless CR4.DE is set.
void Core::access_debug(InstructionKind kind) {
  constexpr std::uint32_t kDebugExtensions = 1u << 3;
  const auto modrm = peek(engine_.read(Reg::Eip) + code_base() + emulated_length_ - 1, 1);
  const unsigned number = modrm.empty() ? 0 : (modrm[0] >> 3) & 7;
  const auto operand = static_cast<Reg>(modrm.empty() ? 0 : modrm[0] & 7);
  if ((number == 4 || number == 5) && (engine_.read(Reg::Cr4) & kDebugExtensions) != 0)
    return raise(kInvalidOpcode, 0);
  if (current_cpl() != 0) return raise(kGeneralProtection, 0);
  if (debug_.guards_itself()) {
    debug_.raised(DebugRegisters::kGeneralDetect);
    const auto eip = engine_.read(Reg::Eip);
    return deliver_and_tell({kDebug, Cause::Exception, 0, eip, eip, true});
  }
  if (kind == InstructionKind::ReadDebug) {
    engine_.write(operand, debug_.read(number));
  } else {
    debug_.write(number, engine_.read(operand));
    breakpoints_changed();
  }
  emulated();
}

/// Flat code and stack, `code` and the descriptor after it, none of them looked at.
void Core::enter_flat(std::uint32_t code, unsigned cpl) {
  constexpr std::uint32_t kFlat = 0x00C09000, kCode = 0xB00, kData = 0x300;
  auto& hidden = engine_.hidden();
  hidden.load();
  const auto rights = kFlat | (cpl << 13);
  hidden.set_segment(SegmentReg::Cs, {(code & 0xFFFC) | cpl, 0, 0xFFFFFFFF, rights | kCode});
  hidden.set_segment(SegmentReg::Ss, {((code + 8) & 0xFFFC) | cpl, 0, 0xFFFFFFFF, rights | kData});
  hidden.settle_segments(cpl, false);
  hidden.store();
  look_at_segments();
  known_masked_ = false;
}

void Core::sysenter() {
  if ((engine_.read(Reg::Cr0) & 1) == 0 || (sysenter_[0] & 0xFFFC) == 0)
    return raise(kGeneralProtection, 0);
  enter_flat(sysenter_[0], 0);
  constexpr auto kCleared = eflags::kVirtual8086 | eflags::kInterrupt | eflags::kResume;
  engine_.write(Reg::Eflags, engine_.read(Reg::Eflags) & ~kCleared);
  engine_.write(Reg::Esp, sysenter_[1]);
  engine_.write(Reg::Eip, sysenter_[2]);
}

void Core::sysexit() {
  if ((engine_.read(Reg::Cr0) & 1) == 0 || (sysenter_[0] & 0xFFFC) == 0 || current_cpl() != 0)
    return raise(kGeneralProtection, 0);
  enter_flat(sysenter_[0] + 16, 3);
  engine_.write(Reg::Esp, engine_.read(Reg::Ecx));
  engine_.write(Reg::Eip, engine_.read(Reg::Edx));
}

std::optional<std::uint64_t> Core::read_msr(std::uint32_t index) {
  if (is_sysenter_msr(index)) return sysenter_[index - kSysenterCs];
  if (index == kTimestampMsr) return timestamp();
  return host_.read_msr(id_, index);
}

std::uint64_t Core::timestamp() { return host_.timestamp(id_) + tsc_offset_; }

bool Core::write_msr(std::uint32_t index, std::uint64_t value) {
  if (index == kTimestampMsr) {
    tsc_offset_ = static_cast<std::uint32_t>(value) - host_.timestamp(id_);
    return true;
  }
  if (!is_sysenter_msr(index)) return host_.write_msr(id_, index, value);
  sysenter_[index - kSysenterCs] = static_cast<std::uint32_t>(value);
  return true;
}

bool Core::may_read_tsc() {
  constexpr std::uint32_t kTimeStampDisable = 1u << 2;
  return current_cpl() == 0 || (engine_.read(Reg::Cr4) & kTimeStampDisable) == 0;
}

unsigned Core::current_cpl() {
  engine_.hidden().load();
  return (engine_.read(Reg::Cr0) & 1) == 0 ? 0 : engine_.hidden().cpl();
}

LinearAddress Core::code_base() {
  engine_.hidden().load();
  return engine_.hidden().segment(SegmentReg::Cs).base;
}

LinearAddress Core::linear_stack() {
  engine_.hidden().load();
  const auto stack = engine_.hidden().segment(SegmentReg::Ss);
  const auto esp = engine_.read(Reg::Esp);
  return stack.base + ((stack.flags & 0x400000u) != 0 ? esp : esp & 0xFFFF);
}

/// SDM 1, 18.5: IOPL first, then the task's permission bits for every byte. A
/// TSS of 16 bits has none.
bool Core::io_allowed(LinearAddress address, std::uint32_t size) {
  const auto flags = engine_.read(Reg::Eflags);
  const bool v86 = (flags & eflags::kVirtual8086) != 0;  // there only the bits count (SDM 3B, 20.2.8.1)
  if ((!v86 || fault("io-privilege-in-v86")) && current_cpl() <= (flags & eflags::kIopl) >> 12) return true;
  const auto access = port_access(peek(address, size), engine_.read(Reg::Edx));
  const auto task = engine_.read(Table::Tr);
  engine_.hidden().load();
  const bool wide = (engine_.hidden().segment(SegmentReg::Tr).flags & 0x800) != 0;
  const auto map = peek32(task.base + 100) >> 16;
  if (!wide || task.limit < 103 || map + access.port / 8 + 1 > task.limit) return false;
  const auto word = peek(task.base + map + access.port / 8, 2);
  if (word.size() < 2) return false;
  const auto bits = (word[0] | (word[1] << 8)) >> (access.port % 8);
  return (bits & ((1 << (fault("io-map-one-bit") ? 1 : access.width)) - 1)) == 0;
}

}  // namespace vectorscope
