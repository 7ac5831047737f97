// SPDX-License-Identifier: GPL-2.0-or-later
// The core from within: what the engine does not ask of accesses to data. Most
// code runs in segments of 4 GB that allow everything, where nothing is to be
// asked; what could change that is looked at after it was executed.
#include <vector>

#include "emu/base/fault.hpp"
#include "emu/cpu/access_check.hpp"
#include "emu/cpu/core.hpp"
#include "emu/cpu/descriptor.hpp"
#include "emu/cpu/exception_vectors.hpp"
#include "emu/cpu/instruction_prefixes.hpp"
#include "emu/cpu/math_instruction.hpp"
#include "emu/cpu/near_branch.hpp"
#include "emu/cpu/operand_form.hpp"
#include "emu/cpu/quiet_memory.hpp"

namespace vectorscope {
namespace {

constexpr std::uint32_t kCr0MonitorMath = 1u << 1, kCr0NumericError = 1u << 5;
constexpr std::uint32_t kCr0Emulation = 1u << 2, kCr0TaskSwitched = 1u << 3, kCr0AlignmentMask = 1u << 18;
constexpr std::uint32_t kCr4Osfxsr = 1u << 9;

std::uint8_t opcode_of(const InstructionPrefixes& instruction) {
  return instruction.rest.empty() ? 0x90 : instruction.rest[0];
}

/// Whether it must be looked at even where every segment that it does not name
/// allows everything.
bool names_segment_or_alignment(std::span<const std::uint8_t> bytes, bool wide_code) {
  AccessContext context{wide_code, true, {}};
  context.registers.fill(1);  // a repeated string instruction has something to do
  for (const auto& access : data_accesses(bytes, context)) {
    if (access.aligned > 1) return true;
    if (access.segment == SegmentReg::Cs || access.segment >= SegmentReg::Fs) return true;
  }
  return false;
}

}  // namespace

/// The segment registers, the mode or what aligns may be others than before.
/// Between two runs of the engine.
void Core::look_at_segments() {
  access_.look(engine_);
  page_.leave();
}

/// The same once the instruction that is about to begin is over.
void Core::note_segments() {
  after_.segments = true;
  clock_.stop_after_next();
}

bool Core::is_exposed(std::span<const std::uint8_t> bytes) const {
  return names_segment_or_alignment(bytes, access_.wide_code());
}

/// Whether an instruction whose execution may change what accesses are checked
/// against surely does not: a handler that saves and restores flat segments.
bool Core::keeps_segments(std::span<const std::uint8_t> bytes, InstructionKind kind) {
  const auto instruction = split_prefixes(bytes);
  const auto opcode = opcode_of(instruction);
  if (kind == InstructionKind::Iret) return returns_within_ring(instruction);
  if (kind == InstructionKind::Paging) return opcode != 0x0F || instruction.rest.size() < 3 ||
           instruction.rest[1] != 0x22 || (instruction.rest[2] & 0x38) != 0;  // not MOV CR0
  if (changes_math_masks(instruction.rest)) return keeps_math_masked(bytes);
  switch (opcode) {
    case kSti: return true;
    case 0x9D:  // POPF
      return access_.cpl() != 3 || (engine_.read(Reg::Cr0) & kCr0AlignmentMask) == 0;
    case 0x07: return loads_what_it_holds(SegmentReg::Es, peek32(linear_stack()));
    case 0x17: return loads_what_it_holds(SegmentReg::Ss, peek32(linear_stack()));
    case 0x1F: return loads_what_it_holds(SegmentReg::Ds, peek32(linear_stack()));
    case 0x8E: {
      const auto modrm = instruction.rest.size() > 1 ? instruction.rest[1] : 0;
      const auto number = (modrm >> 3) & 7;
      return modrm >= 0xC0 && number < 6 &&
             loads_what_it_holds(static_cast<SegmentReg>(number),
                                 engine_.read(static_cast<Reg>(modrm & 7)));
    }
    default: return false;
  }
}

/// Every x87 exception is masked and stays so. What is loaded begins with the control word;
/// what is stored leaves them masked.
bool Core::keeps_math_masked(std::span<const std::uint8_t> bytes) {
  if (access_.awaits_math_errors()) {
    after_.masks_math = masks_math(split_prefixes(bytes).rest);
    return false;
  }
  const AccessContext context{access_.wide_code(), access_.wide_stack(), engine_.general_registers()};
  const auto accesses = data_accesses(bytes, context);
  if (accesses.empty() || accesses[0].writes) return true;
  const auto control = QuietMemory(ram_, paging()).read(access_.linear(accesses[0]), 2);
  return control && (*control & kMathErrors) == kMathErrors;
}

void Core::look_at_arithmetic(std::span<const std::uint8_t> bytes) {
  const auto instruction = split_prefixes(bytes).rest;
  engine_.show_errors();
  if (only_stores_status(instruction)) return;
  after_.takes_errors = true;
  clock_.stop_after_next();
  if (loads_mxcsr(instruction)) return note_segments();
  if (changes_math_masks(instruction) && !keeps_math_masked(bytes)) note_segments();
}

/// #MF for what an instruction before it did. #UD and #NM come first. Without CR0.NE it
/// would be an interrupt.
bool Core::math_error_waits(const InstructionPrefixes& instruction) {
  if (!access_.awaits_math_errors() || !waits_for_math(instruction)) return false;
  if (fault("math-error-late")) return false;
  const auto cr0 = engine_.read(Reg::Cr0);
  const bool wait = opcode_of(instruction) == kWait;
  const auto unavailable = wait ? kCr0MonitorMath | kCr0TaskSwitched : kCr0Emulation | kCr0TaskSwitched;
  if (wait ? (cr0 & unavailable) == unavailable : (cr0 & unavailable) != 0) return false;
  return (cr0 & kCr0NumericError) != 0 && (engine_.math_errors() & ~engine_.masked_math_errors()) != 0;
}

/// If the load is refused the register stays as it is as well.
bool Core::loads_what_it_holds(SegmentReg which, std::uint32_t selector) {
  if (!access_.protected_mode() || (selector & 0xFFFC) == 0) return false;
  const auto table = engine_.read((selector & 4) != 0 ? Table::Ldtr : Table::Gdtr);
  const auto at = table.base + (selector & 0xFFF8);
  const Descriptor descriptor{peek32(at), peek32(at + 4)};
  return access_.has(which, descriptor.cached(selector & 0xFFFF));
}

/// Of 32 bits, to the same ring and another segment of code at most.
bool Core::returns_within_ring(const InstructionPrefixes& instruction) {
  if (!access_.protected_mode() || !access_.wide_code() || instruction.operands_resized) return false;
  if ((engine_.read(Reg::Eflags) & eflags::kNestedTask) != 0) return false;
  const auto frame = linear_stack();
  const auto code = peek32(frame + 4);
  const bool checks = access_.cpl() == 3 && (engine_.read(Reg::Cr0) & kCr0AlignmentMask) != 0;
  return !checks && (code & 3) == access_.cpl() &&
         (peek32(frame + 8) & eflags::kVirtual8086) == 0 && loads_what_it_holds(SegmentReg::Cs, code);
}

/// What comes before any look at an operand: #UD, #NM, and #GP(0) for a
/// privilege (SDM 3A, table 6-2). The engine raises it.
bool Core::is_refused_anyway(LinearAddress address, const InstructionPrefixes& instruction,
                             std::uint32_t size, InstructionKind kind) {
  if (kind == InstructionKind::LockRefused) return true;
  if (kind == InstructionKind::PortIo && !io_allowed(address, size)) return true;
  if (access_.v86()) {
    const auto opcode = opcode_of(instruction);
    const bool sensitive = opcode == 0x9C || opcode == 0x9D || opcode == 0xCF;  // PUSHF, POPF, IRET
    if (sensitive && (engine_.read(Reg::Eflags) & eflags::kIopl) != eflags::kIopl) return true;
  }
  switch (operand_form(instruction, access_.wide_code()).unit) {
    case Unit::Integer: return false;
    case Unit::ProtectedOnly: return !access_.protected_mode();
    case Unit::Privileged: return access_.cpl() != 0;
    case Unit::Sse:
      if ((engine_.read(Reg::Cr4) & kCr4Osfxsr) == 0) return true;
      [[fallthrough]];
    default: return (engine_.read(Reg::Cr0) & (kCr0Emulation | kCr0TaskSwitched)) != 0;
  }
}

/// Before the instruction. False: it is refused, which is recorded as if the
/// engine had found it.
bool Core::accesses_allowed(LinearAddress address, std::span<const std::uint8_t> bytes,
                            InstructionKind kind) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  if (!access_.may_fetch(address - access_.code_base(), size))
    return refuse(address, kGeneralProtection);
  const auto instruction = split_prefixes(bytes);
  if (is_refused_anyway(address, instruction, size, kind)) return true;
  if (math_error_waits(instruction)) return refuse(address, kMathFault);
  const AccessContext context{access_.wide_code(), access_.wide_stack(), engine_.general_registers()};
  auto accesses = data_accesses(bytes, context);
  if (!uses_own_stack(address, size, kind))
    std::erase_if(accesses, [kind](const DataAccess& access) {
      return access.segment == SegmentReg::Ss && (access.writes || kind == InstructionKind::Iret);
    });
  const std::span all(accesses);
  for (std::size_t i = 0; i < all.size(); ++i)
    if (const auto vector = access_.refusal(all[i]))
      return any_page_fault(all.first(i)) || refuse(address, *vector);
  if (access_.limits_code() && !branches_within_limit(address, bytes, context, all))
    return any_page_fault(all) || refuse(address, kGeneralProtection);
  for (const auto& access : all)
    if (access_.misaligned(access))
      return any_page_fault(all) || refuse(address, kAlignmentCheck);
  if (access_.awaits_sse_errors() && unit_of(instruction) == Unit::Sse) {
    engine_.begin_sse();
    after_.sse = true;
    clock_.stop_after_next();
  }
  return true;
}

/// The branch itself faults, not what it leads to.
bool Core::branches_within_limit(LinearAddress address, std::span<const std::uint8_t> bytes,
                                 const AccessContext& context,
                                 std::span<const DataAccess> accesses) const {
  const auto next = address + static_cast<std::uint32_t>(bytes.size()) - access_.code_base();
  const auto loaded = accesses.empty() ? 0 : peek32(access_.linear(accesses[0]));
  const auto target =
      near_target(split_prefixes(bytes), context, next, engine_.read(Reg::Eflags), loaded);
  return !target || access_.may_fetch(*target, 1);
}

/// What IRET with NT and a far CALL by a gate or to a task need of this stack the
/// engine or the task switch finds out.
bool Core::uses_own_stack(LinearAddress address, std::uint32_t size, InstructionKind kind) {
  constexpr std::uint32_t kSegment = 1u << 12;
  if (kind == InstructionKind::Iret) return !returns_to_task();
  if (kind != InstructionKind::FarTransfer || !access_.protected_mode()) return true;
  const auto pointer = far_pointer(address, size);
  if (!pointer) return true;
  const auto target = QuietMemory(ram_, paging()).look_up(engine_, pointer->selector);
  return target && (target->high & kSegment) != 0;
}

/// What is accessed first faults first; of one access the page fault comes
/// before #AC, which is the last in the order of SDM 3A, table 6-2.
bool Core::any_page_fault(std::span<const DataAccess> accesses) const {
  const auto tables = paging();
  const bool user = access_.cpl() == 3;
  for (const auto& access : accesses) {
    const auto begin = access_.linear(access), end = begin + access.bytes - 1;
    const auto purpose = access.writes ? Purpose::Write : Purpose::Read;
    if (!may_walk(ram_, tables, begin, purpose, user) || !may_walk(ram_, tables, end, purpose, user))
      return true;
  }
  return false;
}

/// It has begun, as an instruction that the engine refuses has.
bool Core::refuse(LinearAddress address, Vector vector, std::uint32_t error_code) {
  last_begun_.set(address);
  ++clock_.step;
  recorded_ = Recorded{vector, false, error_code, address - access_.code_base()};
  engine_.stop();
  return false;
}

/// The engine looks at CR0.TS before CR0.EM and CR4.OSFXSR; a processor raises #UD
/// for these first (SDM 3A, 12.1 and 13.1.3).
bool Core::is_undefined_rather(const Recorded& recorded) {
  if (recorded.vector != kNoMath || recorded.software) return false;
  const auto unit = unit_of(split_prefixes(peek(recorded.eip + code_base(), kLongestInstruction)));
  if (unit != Unit::Mmx && unit != Unit::Sse) return false;
  const bool emulated = (engine_.read(Reg::Cr0) & kCr0Emulation) != 0;
  return emulated || (unit == Unit::Sse && (engine_.read(Reg::Cr4) & kCr4Osfxsr) == 0);
}

}  // namespace vectorscope
