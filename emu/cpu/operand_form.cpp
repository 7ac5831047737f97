// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/operand_form.hpp"

#include <algorithm>

namespace vectorscope {
namespace {

enum Direction : std::uint8_t { kReads = 1, kWrites = 2, kModifies = 3 };

constexpr OperandForm kNone{};

/// Checked as one datum of its size; there is none larger than a quadword.
constexpr OperandForm form(Direction direction, unsigned bytes, Unit unit = Unit::Integer) {
  const auto datum = bytes == 6 ? 4u : bytes == 10 ? 8u : std::min(bytes, 8u);
  return {static_cast<std::uint16_t>(bytes), (direction & kReads) != 0, (direction & kWrites) != 0,
          1, static_cast<std::uint8_t>(datum), unit};
}
constexpr OperandForm checked(OperandForm form, unsigned datum) {
  form.checked = static_cast<std::uint8_t>(datum);
  return form;
}
constexpr OperandForm aligned(OperandForm form) {
  form.aligned = 16;
  return checked(form, 1);
}

/// Where what comes before an SSE opcode chooses among its operations.
enum class Mandatory : std::uint8_t { None, Size, RepeatNot, Repeat };  // none, 66, F2, F3

class Decoder {
 public:
  Decoder(const InstructionPrefixes& prefixes, bool wide)
      : bytes_(prefixes.rest), size_(wide != prefixes.operands_resized ? 4 : 2),
        mandatory_(prefixes.repeat == 0xF3   ? Mandatory::Repeat
                   : prefixes.repeat == 0xF2 ? Mandatory::RepeatNot
                   : prefixes.operands_resized ? Mandatory::Size
                                               : Mandatory::None) {}

  [[nodiscard]] OperandForm decode() const {
    const bool two = !bytes_.empty() && bytes_[0] == 0x0F;
    const auto at = two ? 1u : 0u;
    if (bytes_.size() < at + 2 || bytes_[at + 1] >= 0xC0) return kNone;
    const auto opcode = bytes_[at], operation = static_cast<std::uint8_t>((bytes_[at + 1] >> 3) & 7);
    return two ? two_bytes(opcode, operation) : one_byte(opcode, operation);
  }

 private:
  [[nodiscard]] unsigned width(std::uint8_t opcode) const { return (opcode & 1) == 0 ? 1 : size_; }
  [[nodiscard]] OperandForm far_pointer() const {
    return checked(form(kReads, size_ + 2), size_);
  }

  [[nodiscard]] OperandForm one_byte(std::uint8_t opcode, std::uint8_t operation) const {
    if (opcode < 0x40) {  // ADD to CMP
      if ((opcode & 7) >= 4) return kNone;
      return form((opcode & 7) >= 2 || opcode >= 0x38 ? kReads : kModifies, width(opcode));
    }
    if (opcode >= 0xD8 && opcode <= 0xDF) return x87(opcode, operation);
    switch (opcode) {
      case 0x62: return checked(form(kReads, 2 * size_), size_);             // BOUND
      case 0x63: return form(kModifies, 2, Unit::ProtectedOnly);             // ARPL
      case 0x69: case 0x6B: return form(kReads, size_);                      // IMUL
      case 0x80: case 0x81: case 0x82: case 0x83:
        return form(operation == 7 ? kReads : kModifies, width(opcode));
      case 0x84: case 0x85: return form(kReads, width(opcode));              // TEST
      case 0x86: case 0x87: return form(kModifies, width(opcode));           // XCHG
      case 0x88: case 0x89: return form(kWrites, width(opcode));             // MOV
      case 0x8A: case 0x8B: return form(kReads, width(opcode));
      case 0x8C: return operation < 6 ? form(kWrites, 2) : kNone;            // MOV r/m, Sreg
      case 0x8E: return operation < 6 && operation != 1 ? form(kReads, 2) : kNone;
      case 0x8F: return operation == 0 ? form(kWrites, size_) : kNone;       // POP
      case 0xC0: case 0xC1: case 0xD0: case 0xD1: case 0xD2: case 0xD3:      // shifts
        return form(kModifies, width(opcode));
      case 0xC4: case 0xC5: return far_pointer();                            // LES, LDS
      case 0xC6: case 0xC7: return operation == 0 ? form(kWrites, width(opcode)) : kNone;
      case 0xF6: case 0xF7:
        return form(operation == 2 || operation == 3 ? kModifies : kReads, width(opcode));
      case 0xFE: return operation <= 1 ? form(kModifies, 1) : kNone;
      case 0xFF:
        if (operation == 7) return kNone;
        if (operation == 3 || operation == 5) return far_pointer();
        return form(operation <= 1 ? kModifies : kReads, size_);
      default: return kNone;
    }
  }

  /// SDM 2, table A-7 and those after it.
  [[nodiscard]] OperandForm x87(std::uint8_t opcode, std::uint8_t operation) const {
    const auto value = [&](unsigned bytes) {  // load, FISTTP, store, store and pop
      return form(operation == 0 ? kReads : kWrites, bytes, Unit::X87);
    };
    const auto saved = [&](Direction direction, unsigned wide, unsigned narrow) {
      return checked(form(direction, size_ == 4 ? wide : narrow, Unit::X87), size_);
    };
    switch (opcode) {
      case 0xD8: case 0xDA: return form(kReads, 4, Unit::X87);
      case 0xDC: return form(kReads, 8, Unit::X87);
      case 0xDE: return form(kReads, 2, Unit::X87);
      case 0xD9:
        if (operation == 1) return kNone;
        if (operation < 4) return value(4);
        if (operation == 4 || operation == 6) return saved(operation == 4 ? kReads : kWrites, 28, 14);
        return form(operation == 5 ? kReads : kWrites, 2, Unit::X87);  // FLDCW, FNSTCW
      case 0xDB:
        if (operation == 4 || operation == 6) return kNone;
        return operation < 4 ? value(4) : form(operation == 5 ? kReads : kWrites, 10, Unit::X87);
      case 0xDD:
        if (operation < 4) return value(8);
        if (operation == 4 || operation == 6) return saved(operation == 4 ? kReads : kWrites, 108, 94);
        return operation == 7 ? form(kWrites, 2, Unit::X87) : kNone;  // FNSTSW
      default:  // DF
        if (operation < 4) return value(2);
        return form(operation <= 5 ? kReads : kWrites, operation % 2 == 0 ? 10 : 8, Unit::X87);
    }
  }

  [[nodiscard]] OperandForm two_bytes(std::uint8_t opcode, std::uint8_t operation) const {
    if ((opcode & 0xF0) == 0x40) return form(kReads, size_);  // CMOVcc
    if ((opcode & 0xF0) == 0x90) return form(kWrites, 1);     // SETcc
    switch (opcode) {
      case 0x00:
        return operation <= 1   ? form(kWrites, 2, Unit::ProtectedOnly)  // SLDT, STR
               : operation <= 3 ? form(kReads, 2, Unit::ProtectedOnly)   // LLDT, LTR
               : operation <= 5 ? form(kReads, 2, Unit::ProtectedOnly)   // VERR, VERW
                                : kNone;
      case 0x01:
        if (operation <= 1) return checked(form(kWrites, 6), 4);                    // SGDT, SIDT
        if (operation <= 3) return checked(form(kReads, 6, Unit::Privileged), 4);   // LGDT, LIDT
        if (operation == 4) return form(kWrites, 2);                                // SMSW
        return operation == 6 ? form(kReads, 2, Unit::Privileged) : kNone;          // LMSW
      case 0x02: case 0x03: return form(kReads, 2, Unit::ProtectedOnly);            // LAR, LSL
      case 0xA3: return form(kReads, size_);                                        // BT
      case 0xAB: case 0xB3: case 0xBB: return form(kModifies, size_);               // BTS, BTR, BTC
      case 0xBA: return operation < 4 ? kNone : form(operation == 4 ? kReads : kModifies, size_);
      case 0xA4: case 0xA5: case 0xAC: case 0xAD: return form(kModifies, size_);    // SHLD, SHRD
      case 0xAF: case 0xBC: case 0xBD: return form(kReads, size_);                  // IMUL, BSF, BSR
      case 0xB0: case 0xB1: case 0xC0: case 0xC1:                                   // CMPXCHG, XADD
        return form(kModifies, width(opcode));
      case 0xB2: case 0xB4: case 0xB5: return far_pointer();                        // LSS, LFS, LGS
      case 0xB6: case 0xBE: return form(kReads, 1);                                 // MOVZX, MOVSX
      case 0xB7: case 0xBF: return form(kReads, 2);
      case 0xC3: return mandatory_ == Mandatory::None ? form(kWrites, 4) : kNone;   // MOVNTI
      case 0xC7: return operation == 1 ? form(kModifies, 8) : kNone;                // CMPXCHG8B
      case 0xAE: return states(operation);
      default: return vector(opcode);
    }
  }

  [[nodiscard]] static OperandForm states(std::uint8_t operation) {
    switch (operation) {
      case 0: return aligned(form(kWrites, 512, Unit::X87));  // FXSAVE
      case 1: return aligned(form(kReads, 512, Unit::X87));   // FXRSTOR
      case 2: return form(kReads, 4, Unit::Sse);              // LDMXCSR
      case 3: return form(kWrites, 4, Unit::Sse);             // STMXCSR
      case 7: return form(kReads, 1);                         // CLFLUSH
      default: return kNone;
    }
  }

  // --- MMX, SSE, SSE2 (SDM 2, table A-3) -----------------------------------

  static OperandForm mmx(Direction direction, unsigned bytes) {
    return form(direction, bytes, Unit::Mmx);
  }
  static OperandForm scalar(Direction direction, unsigned bytes) {
    return form(direction, bytes, Unit::Sse);
  }
  static OperandForm packed(Direction direction) { return aligned(form(direction, 16, Unit::Sse)); }
  /// Whether #AC is raised for them is left to the implementation (SDM 3A, 6.15).
  static OperandForm unaligned(Direction direction) {
    return checked(form(direction, 16, Unit::Sse), 1);
  }
  /// By the prefix: none, 66, F2, F3.
  [[nodiscard]] OperandForm choose(const OperandForm& none, const OperandForm& size,
                                   const OperandForm& repeat_not, const OperandForm& repeat) const {
    switch (mandatory_) {
      case Mandatory::None: return none;
      case Mandatory::Size: return size;
      case Mandatory::RepeatNot: return repeat_not;
      default: return repeat;
    }
  }
  [[nodiscard]] OperandForm mmx_or_packed(unsigned bytes = 8) const {
    return choose(mmx(kReads, bytes), packed(kReads), kNone, kNone);
  }
  [[nodiscard]] OperandForm arithmetic() const {
    return choose(packed(kReads), packed(kReads), scalar(kReads, 8), scalar(kReads, 4));
  }

  [[nodiscard]] OperandForm vector(std::uint8_t opcode) const {
    switch (opcode >> 4) {
      case 1: case 2: return moves(opcode);
      case 5: return floats(opcode);
      case 6: case 7: return integers(opcode);
      case 0xC: case 0xD: case 0xE: case 0xF: return more_integers(opcode);
      default: return kNone;
    }
  }

  [[nodiscard]] OperandForm moves(std::uint8_t opcode) const {
    const auto r = kReads, w = kWrites;
    switch (opcode) {
      case 0x10: return choose(unaligned(r), unaligned(r), scalar(r, 8), scalar(r, 4));
      case 0x11: return choose(unaligned(w), unaligned(w), scalar(w, 8), scalar(w, 4));
      case 0x12: return choose(scalar(r, 8), scalar(r, 8), scalar(r, 8), packed(r));
      case 0x16: return choose(scalar(r, 8), scalar(r, 8), kNone, packed(r));
      case 0x13: case 0x17: return choose(scalar(w, 8), scalar(w, 8), kNone, kNone);
      case 0x14: case 0x15: case 0x28: return choose(packed(r), packed(r), kNone, kNone);
      case 0x29: case 0x2B: return choose(packed(w), packed(w), kNone, kNone);
      case 0x2A: return choose(scalar(r, 8), scalar(r, 8), scalar(r, 4), scalar(r, 4));
      case 0x2C: case 0x2D: return choose(scalar(r, 8), packed(r), scalar(r, 8), scalar(r, 4));
      case 0x2E: case 0x2F: return choose(scalar(r, 4), scalar(r, 8), kNone, kNone);
      default: return kNone;  // hints
    }
  }

  [[nodiscard]] OperandForm floats(std::uint8_t opcode) const {
    switch (opcode) {
      case 0x50: return kNone;
      case 0x52: case 0x53: return choose(packed(kReads), kNone, kNone, scalar(kReads, 4));
      case 0x54: case 0x55: case 0x56: case 0x57:
        return choose(packed(kReads), packed(kReads), kNone, kNone);
      case 0x5A: return choose(scalar(kReads, 8), packed(kReads), scalar(kReads, 8), scalar(kReads, 4));
      case 0x5B: return choose(packed(kReads), packed(kReads), kNone, packed(kReads));
      default: return arithmetic();
    }
  }

  [[nodiscard]] OperandForm integers(std::uint8_t opcode) const {
    switch (opcode) {
      case 0x60: case 0x61: case 0x62: return mmx_or_packed(4);
      case 0x6C: case 0x6D: return choose(kNone, packed(kReads), kNone, kNone);
      case 0x6E: return choose(mmx(kReads, 4), scalar(kReads, 4), kNone, kNone);
      case 0x6F: return choose(mmx(kReads, 8), packed(kReads), kNone, unaligned(kReads));
      case 0x70: return choose(mmx(kReads, 8), packed(kReads), packed(kReads), packed(kReads));
      case 0x71: case 0x72: case 0x73: case 0x77: case 0x78: case 0x79: case 0x7A: case 0x7B:
        return kNone;
      case 0x7C: case 0x7D: return choose(kNone, packed(kReads), packed(kReads), kNone);
      case 0x7E: return choose(mmx(kWrites, 4), scalar(kWrites, 4), kNone, scalar(kReads, 8));
      case 0x7F: return choose(mmx(kWrites, 8), packed(kWrites), kNone, unaligned(kWrites));
      default: return mmx_or_packed();
    }
  }

  [[nodiscard]] OperandForm more_integers(std::uint8_t opcode) const {
    switch (opcode) {
      case 0xC2: return arithmetic();
      case 0xC4: return choose(mmx(kReads, 2), scalar(kReads, 2), kNone, kNone);
      case 0xC6: return choose(packed(kReads), packed(kReads), kNone, kNone);
      case 0xD0: return choose(kNone, packed(kReads), packed(kReads), kNone);
      case 0xD6: return choose(kNone, scalar(kWrites, 8), kNone, kNone);
      case 0xE6: return choose(kNone, packed(kReads), packed(kReads), scalar(kReads, 8));
      case 0xE7: return choose(mmx(kWrites, 8), packed(kWrites), kNone, kNone);
      case 0xF0: return choose(kNone, kNone, unaligned(kReads), kNone);
      case 0xD7: case 0xF7: case 0xFF: return kNone;
      default: return opcode < 0xD0 ? kNone : mmx_or_packed();
    }
  }

  std::span<const std::uint8_t> bytes_;
  unsigned size_;
  Mandatory mandatory_;
};

}  // namespace

OperandForm operand_form(const InstructionPrefixes& instruction, bool wide) {
  return Decoder(instruction, wide).decode();
}

Unit unit_of(const InstructionPrefixes& instruction) {
  if (instruction.rest.size() < 2 || instruction.rest[0] != 0x0F) return Unit::Integer;
  const auto opcode = instruction.rest[1];
  const bool plain = instruction.repeat == 0 && !instruction.operands_resized;
  switch (opcode >> 4) {
    case 1: return opcode < 0x18 ? Unit::Sse : Unit::Integer;
    case 2: return opcode >= 0x28 ? Unit::Sse : Unit::Integer;
    case 5: return Unit::Sse;
    case 6: case 7: return plain ? Unit::Mmx : Unit::Sse;
    case 0xA: {
      const auto operation = instruction.rest.size() > 2 ? (instruction.rest[2] >> 3) & 7 : 0;
      const bool memory = instruction.rest.size() > 2 && instruction.rest[2] < 0xC0;
      return opcode == 0xAE && memory && (operation == 2 || operation == 3) ? Unit::Sse : Unit::Integer;
    }
    case 0xC:
      return opcode == 0xC2 || opcode == 0xC6                     ? Unit::Sse
             : opcode == 0xC4 || opcode == 0xC5 ? (plain ? Unit::Mmx : Unit::Sse)
                                                                  : Unit::Integer;
    case 0xD: case 0xE: case 0xF: return plain ? Unit::Mmx : Unit::Sse;
    default: return Unit::Integer;
  }
}

}  // namespace vectorscope
