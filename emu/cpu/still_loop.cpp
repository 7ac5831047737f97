// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/still_loop.hpp"

namespace vectorscope {
namespace {

constexpr std::uint8_t kLock = 0xF0;

Leaves operand(std::uint8_t modrm) {
  return modrm >= 0xC0 ? Leaves::Registers : Leaves::Loads;
}
unsigned operation(std::uint8_t modrm) {
  return (modrm >> 3) & 7;
}

Leaves two_bytes(std::uint8_t opcode, std::uint8_t modrm) {
  if ((opcode & 0xF0) == 0x80) return Leaves::Registers;  // Jcc rel32
  if ((opcode & 0xF0) == 0x40) return operand(modrm);     // CMOVcc
  if ((opcode & 0xF0) == 0x90)                            // SETcc
    return operand(modrm) == Leaves::Registers ? Leaves::Registers : Leaves::Anything;
  switch (opcode) {
    case 0x1F:
      return Leaves::Registers;  // NOP r/m
    case 0xAF:                   // IMUL
    case 0xB6:
    case 0xB7:
    case 0xBE:
    case 0xBF:
      return operand(modrm);  // MOVZX, MOVSX
    default:
      return Leaves::Anything;
  }
}

}  // namespace

// Intel SDM 2, appendix A.
Leaves leaves_behind(std::span<const std::uint8_t> bytes) {
  using enum Leaves;
  const bool locked = !bytes.empty() && bytes[0] == kLock;
  if (locked) bytes = bytes.subspan(1);
  if (bytes.empty()) return Anything;
  const auto opcode = bytes[0];
  const std::uint8_t next = bytes.size() > 1 ? bytes[1] : 0;
  if (opcode == 0x87) return operand(next) == Registers ? Registers : Exchanges;
  if (locked) return Anything;
  if (opcode == 0x0F) return bytes.size() > 2 ? two_bytes(next, bytes[2]) : Anything;
  if (opcode < 0x40 && (opcode & 7) < 6) {  // ADD to CMP
    const bool to_register = (opcode & 7) >= 2, compares = opcode >= 0x38;
    if ((opcode & 7) >= 4) return Registers;  // AL or EAX with an immediate
    return to_register || compares || operand(next) == Registers ? operand(next) : Anything;
  }
  if (opcode >= 0x40 && opcode < 0x50) return Registers;  // INC, DEC
  if (opcode >= 0x58 && opcode < 0x60) return Loads;      // POP
  if ((opcode & 0xF0) == 0x70) return Registers;          // Jcc rel8
  if ((opcode & 0xF0) == 0xB0) return Registers;          // MOV r, imm
  switch (opcode) {
    case 0x80:
    case 0x81:
    case 0x83:  // ADD to CMP with an immediate
      return operation(next) == 7 || operand(next) == Registers ? operand(next) : Anything;
    case 0x84:
    case 0x85:
    case 0x8A:
    case 0x8B:
    case 0x69:
    case 0x6B:
      return operand(next);  // TEST, MOV, IMUL
    case 0x88:
    case 0x89:
    case 0xC0:
    case 0xC1:
    case 0xD0:
    case 0xD1:
    case 0xD2:
    case 0xD3:  // MOV, shifts
      return operand(next) == Registers ? Registers : Anything;
    case 0xC3:
    case 0xC9:
    case 0xA0:
    case 0xA1:
      return Loads;  // RET, LEAVE, MOV
    case 0x98:
    case 0x99:  // CWDE, CDQ
    case 0xFC:  // CLD
    case 0x8D:
    case 0x90:
    case 0xA8:
    case 0xA9:
    case 0xE9:
    case 0xEB:
      return Registers;
    case 0xF6:
    case 0xF7:
      return operation(next) == 0 || operand(next) == Registers ? operand(next) : Anything;  // TEST
    case 0xFE:
    case 0xFF:  // INC, DEC
      return operation(next) <= 1 && operand(next) == Registers ? Registers : Anything;
    default:
      return Anything;
  }
}

StillLoop::StillLoop(const GeneralRegisters& registers) : registers_(registers) {
  for (unsigned reg = 0; reg < registers.size(); ++reg) known_[reg] = registers[reg];
}

void StillLoop::add(std::span<const std::uint8_t> instruction) {
  const auto leaves = leaves_behind(instruction);
  anything_ = anything_ || leaves == Leaves::Anything;
  if (!anything_) follow(instruction);
}

/// What the registers hold, as far as it is easily told.
void StillLoop::follow(std::span<const std::uint8_t> bytes) {
  if (bytes[0] == kLock) bytes = bytes.subspan(1);
  const auto opcode = bytes[0];
  const std::uint8_t modrm = bytes.size() > 1 ? bytes[1] : 0;
  const unsigned reg = operation(modrm), other = modrm & 7;
  const bool memory = operand(modrm) != Leaves::Registers;
  const bool jumps = (opcode & 0xF0) == 0x70 || opcode == 0xEB || opcode == 0xE9;
  const bool compares = opcode == 0x84 || opcode == 0x85 || (opcode & 0xFC) == 0x38;
  if (jumps || compares || opcode == 0x90) return;
  if (opcode == 0x87 && memory) {
    stored_ = known_[reg];
    exchanged_ = reg;
    ++exchanges_;
    known_[reg].reset();
  } else if (opcode == 0x89 && !memory) {
    const auto value = known_[reg];
    loaded(other);
    known_[other] = value;
  } else if (opcode == 0x8B && memory) {
    loaded(reg);
  } else {
    for (unsigned any = 0; any < known_.size(); ++any) loaded(any);
  }
}

/// With something; what an exchange has found there before is lost.
void StillLoop::loaded(unsigned reg) {
  known_[reg].reset();
  if (exchanges_ > 0 && reg == exchanged_) stored_.reset();
}

bool StillLoop::still() const {
  if (anything_ || exchanges_ > 1) return false;
  return exchanges_ == 0 || stored_ == registers_[exchanged_];
}

}  // namespace vectorscope
