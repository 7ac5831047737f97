// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/instruction_kind.hpp"

#include "emu/cpu/math_instruction.hpp"

namespace vectorscope {
namespace {

bool is_prefix(std::uint8_t byte) {
  switch (byte) {
    case 0x26: case 0x2E: case 0x36: case 0x3E: case 0x64: case 0x65:  // segment
    case 0x66: case 0x67:                                              // size
    case 0xF0: case 0xF2: case 0xF3:                                   // lock, rep
      return true;
    default: return false;
  }
}

/// MOVS, CMPS, STOS, LODS, SCAS; and INS, OUTS.
bool is_string(std::uint8_t opcode) {
  return (opcode >= 0xA4 && opcode <= 0xA7) || (opcode >= 0xAA && opcode <= 0xAF);
}
bool is_port_string(std::uint8_t opcode) { return opcode >= 0x6C && opcode <= 0x6F; }

InstructionKind classify_two_byte(std::span<const std::uint8_t> bytes) {
  using enum InstructionKind;
  const std::uint8_t modrm = bytes.size() > 1 ? bytes[1] : 0;
  const bool memory = modrm < 0xC0;
  const auto operation = (modrm >> 3) & 7;
  switch (bytes[0]) {
    case 0x00: return operation == 2 || operation == 3 ? Serializing : Plain;  // LLDT, LTR
    case 0x08: case 0x09: case 0xAA: return Serializing;             // INVD, WBINVD, RSM
    case 0xAE: return !memory && operation >= 6 ? Serializing : Plain;         // MFENCE, SFENCE
    case 0x22: return Paging;                       // MOV CRn, r32
    case 0x01:
      if (!memory) return operation == 6 ? SegmentLoad : Plain;  // LMSW
      if (operation <= 1) return StoreTable;        // SGDT, SIDT
      return operation == 7 ? Paging                // INVLPG
             : operation <= 3 ? Serializing         // LGDT, LIDT
             : operation == 6 ? SegmentLoad : Plain;  // LMSW
    case 0x21: return ReadDebug;                    // MOV r32, DRn
    case 0x23: return WriteDebug;                   // MOV DRn, r32
    case 0x34: return Sysenter;
    case 0x35: return Sysexit;
    case 0x30: return WriteMsr;
    case 0x31: return ReadTsc;
    case 0x32: return ReadMsr;
    case 0xA2: return Cpuid;
    case 0xB2: return MayEnableInterrupts;          // LSS
    case 0xA1: case 0xA9: return SegmentLoad;       // POP FS, POP GS
    case 0xB4: case 0xB5: return memory ? SegmentLoad : Plain;  // LFS, LGS
    default: return Plain;
  }
}

/// SDM 2A, LOCK: these, with a destination in memory. `bytes` begins with the opcode.
bool may_be_locked(std::span<const std::uint8_t> bytes) {
  const bool long_form = bytes[0] == 0x0F;
  if (long_form) bytes = bytes.subspan(1);
  if (bytes.size() < 2 || bytes[1] >= 0xC0) return false;  // a register
  const auto opcode = bytes[0];
  const auto operation = (bytes[1] >> 3) & 7;
  if (long_form) {
    switch (opcode) {
      case 0xAB: case 0xB3: case 0xBB:                          // BTS, BTR, BTC
      case 0xB0: case 0xB1: case 0xC0: case 0xC1: return true;  // CMPXCHG, XADD
      case 0xBA: return operation >= 5;                         // BTS, BTR, BTC imm8
      case 0xC7: return operation == 1;                         // CMPXCHG8B
      default: return false;
    }
  }
  switch (opcode) {
    case 0x80: case 0x81: case 0x82: case 0x83: return operation != 7;  // all but CMP
    case 0x86: case 0x87: return true;                                  // XCHG
    case 0xF6: case 0xF7: return operation == 2 || operation == 3;      // NOT, NEG
    case 0xFE: case 0xFF: return operation <= 1;                        // INC, DEC
    default: return opcode < 0x38 && (opcode & 7) <= 1;  // ADD to XOR, to r/m
  }
}

}  // namespace

InstructionKind classify(std::span<const std::uint8_t> bytes) {
  using enum InstructionKind;
  bool rep = false, repeated = false, locked = false, resized = false;
  while (!bytes.empty() && is_prefix(bytes[0])) {
    rep = rep || bytes[0] == 0xF3;
    repeated = repeated || bytes[0] == 0xF2 || bytes[0] == 0xF3;
    locked = locked || bytes[0] == 0xF0;
    resized = resized || bytes[0] == 0x66;
    bytes = bytes.subspan(1);
  }
  if (bytes.empty()) return Plain;
  if (locked && !may_be_locked(bytes)) return LockRefused;
  if (locked) return Serializing;
  if (repeated && is_string(bytes[0])) return Repeated;
  if (touches_arithmetic_status(bytes)) return ArithmeticStatus;
  if (changes_math_masks(bytes)) return SegmentLoad;
  switch (bytes[0]) {
    case 0x0F: return bytes.size() > 1 ? classify_two_byte(bytes.subspan(1)) : Plain;
    case 0x86: case 0x87: return bytes.size() > 1 && bytes[1] < 0xC0 ? Serializing : Plain;  // XCHG
    case 0x90: return rep ? Pause : Plain;
    case 0x9D: case 0xFB: case 0x17: return MayEnableInterrupts;  // POPF, STI, POP SS
    case 0x8E:                                                    // MOV Sreg, r/m16
      return bytes.size() > 1 && ((bytes[1] >> 3) & 7) == 2 ? MayEnableInterrupts : SegmentLoad;
    case 0x07: case 0x1F: case 0xCA: case 0xCB: return SegmentLoad;  // POP ES, POP DS, RETF
    case 0xC4: case 0xC5: return bytes.size() > 1 && bytes[1] < 0xC0 ? SegmentLoad : Plain;  // LES, LDS
    case 0x9C: return resized ? PushFlags : Plain;
    case 0xF1: return Icebp;
    case 0xCF: return Iret;
    case 0x9A: case 0xEA: return FarTransfer;                     // CALL, JMP ptr16:32
    case 0xFF: {                                                  // the same by memory
      const auto operation = bytes.size() > 1 ? (bytes[1] >> 3) & 7 : 0;
      return operation == 3 || operation == 5 ? FarTransfer : Plain;
    }
    case 0x6C: case 0x6D: case 0x6E: case 0x6F:                   // INS, OUTS
    case 0xE4: case 0xE5: case 0xE6: case 0xE7:                   // IN, OUT imm8
    case 0xEC: case 0xED: case 0xEE: case 0xEF: return PortIo;    // IN, OUT DX
    default: return Plain;
  }
}

bool drains_stores(InstructionKind kind) {
  using enum InstructionKind;
  switch (kind) {
    case Serializing: case Iret: case PortIo: case WriteMsr: case WriteDebug: case Paging:
    case Cpuid: case StoreTable:  // the latter since it is carried out past the store buffer
      return true;
    default: return false;
  }
}

bool may_follow_itself(std::span<const std::uint8_t> bytes) {
  bool repeated = false;
  while (!bytes.empty() && is_prefix(bytes[0])) {
    repeated = repeated || bytes[0] == 0xF2 || bytes[0] == 0xF3;
    bytes = bytes.subspan(1);
  }
  if (bytes.empty()) return true;
  if (repeated && (is_string(bytes[0]) || is_port_string(bytes[0]))) return true;
  const auto opcode = bytes[0];
  const auto next = bytes.size() > 1 ? bytes[1] : 0;
  if (opcode == 0x0F) return (next & 0xF0) == 0x80;           // Jcc rel32
  if (opcode == 0xFF) {                                       // group 5: CALL and JMP
    const auto operation = (next >> 3) & 7;
    return operation >= 2 && operation <= 5;
  }
  if ((opcode & 0xF0) == 0x70 || (opcode & 0xFC) == 0xE0) return true;  // Jcc rel8, LOOP, JECXZ
  switch (opcode) {
    case 0x9A: case 0xC2: case 0xC3: case 0xCA: case 0xCB: case 0xCC: case 0xCD: case 0xCE:
    case 0xCF: case 0xE8: case 0xE9: case 0xEA: case 0xEB: case 0xF1:
      return true;
    default: return false;
  }
}

bool is_call(std::span<const std::uint8_t> bytes) {
  while (!bytes.empty() && is_prefix(bytes[0])) bytes = bytes.subspan(1);
  if (bytes.empty()) return false;
  return bytes[0] == 0xE8 || (bytes[0] == 0xFF && bytes.size() > 1 && ((bytes[1] >> 3) & 7) == 2);
}

bool loads_code_segment(std::span<const std::uint8_t> bytes) {
  while (!bytes.empty() && is_prefix(bytes[0])) bytes = bytes.subspan(1);
  if (bytes.empty()) return false;
  if (bytes[0] == 0x0F) return bytes.size() > 1 && (bytes[1] == 0x05 || bytes[1] == 0x07);
  return bytes[0] == 0xCA || bytes[0] == 0xCB;
}

PortAccess port_access(std::span<const std::uint8_t> bytes, std::uint32_t edx) {
  bool narrow = false;
  while (!bytes.empty() && is_prefix(bytes[0])) {
    narrow = narrow || bytes[0] == 0x66;
    bytes = bytes.subspan(1);
  }
  if (bytes.empty()) return {};
  const bool immediate = (bytes[0] & 0xF8) == 0xE0 && bytes.size() > 1;
  const bool one_byte = (bytes[0] & 1) == 0;
  const auto port = static_cast<std::uint16_t>(immediate ? bytes[1] : edx);
  return {port, one_byte ? 1u : narrow ? 2u : 4u};
}

}  // namespace vectorscope
