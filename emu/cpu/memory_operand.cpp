// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/memory_operand.hpp"

#include <optional>

#include "emu/cpu/instruction_prefixes.hpp"

namespace vectorscope {
namespace {

constexpr unsigned kTwoBytes = 0x0F;

enum : unsigned { kEbx = 3, kEsp = 4, kEbp = 5, kEsi = 6, kEdi = 7 };

class Operand {
 public:
  Operand(std::span<const std::uint8_t> bytes, bool wide, const GeneralRegisters& registers)
      : bytes_(bytes), wide_code_(wide), wide_(wide), registers_(registers) {}

  MemoryOperand decode() {
    skip_prefixes();
    if (next(1) == kTwoBytes) next(1);
    const auto modrm = next(1);
    const auto mod = modrm >> 6, rm = modrm & 7;
    const auto offset = wide_ ? offset32(mod, rm) : offset16(mod, rm) & 0xFFFF;
    return {segment(on_stack_ ? SegmentReg::Ss : SegmentReg::Ds), offset, (modrm >> 3) & 7};
  }

  std::vector<MemoryOperand> decode_all() {
    const auto whole = bytes_;
    skip_prefixes();
    if (bytes_.empty()) return {};
    const bool is_long = bytes_[0] == kTwoBytes && bytes_.size() > 1;
    std::vector<MemoryOperand> all;
    if (is_long ? is_long_push(bytes_[1]) : uses_stack(bytes_))
      for (const auto top : {kEsp, kEbp}) all.push_back({SegmentReg::Ss, registers_[top]});
    const auto modrm = is_long ? 2u : 1u;
    if (is_long ? long_has_modrm(bytes_[1]) : has_modrm(bytes_[0])) {
      if (bytes_.size() > modrm && bytes_[modrm] < 0xC0)
        all.push_back(Operand(whole, wide_code_, registers_).decode());
    } else if (!is_long) {
      add_implied(all);
    }
    return all;
  }

 private:
  static constexpr std::uint8_t kXlat = 0xD7;

  [[nodiscard]] std::uint32_t masked(std::uint32_t offset) const {
    return wide_ ? offset : offset & 0xFFFF;
  }
  /// Strings, MOV with an offset, XLAT.
  void add_implied(std::vector<MemoryOperand>& all) {
    const auto opcode = next(1);
    switch (opcode & 0xFE) {
      case 0xA4: case 0xA6: case 0xAC: case 0x6E:  // MOVS, CMPS, LODS, OUTS
        all.push_back({segment(SegmentReg::Ds), masked(registers_[kEsi])});
        break;
      case 0xA0: case 0xA2:
        all.push_back({segment(SegmentReg::Ds), next(wide_ ? 4 : 2)});
        break;
      default: break;
    }
    switch (opcode & 0xFE) {
      case 0xA4: case 0xA6: case 0xAA: case 0xAE: case 0x6C:  // MOVS, CMPS, STOS, SCAS, INS
        all.push_back({SegmentReg::Es, masked(registers_[kEdi])});
        break;
      default: break;
    }
    if (opcode == kXlat)
      all.push_back({segment(SegmentReg::Ds), masked(registers_[kEbx] + (registers_[0] & 0xFF))});
  }
  /// `bytes` begins with the opcode.
  static bool uses_stack(std::span<const std::uint8_t> bytes) {
    const auto opcode = bytes[0];
    if (opcode >= 0x50 && opcode <= 0x61) return true;
    if (opcode < 0x20) return (opcode & 7) >= 6;
    switch (opcode) {
      case 0x68: case 0x6A: case 0x8F: case 0x9A: case 0x9C: case 0x9D:
      case 0xC2: case 0xC3: case 0xC8: case 0xC9: case 0xCA: case 0xCB:
      case 0xCC: case 0xCD: case 0xCE: case 0xCF: case 0xE8: case 0xF1: return true;
      case 0xFF: return bytes.size() > 1 && ((bytes[1] >> 3 & 7) == 2 || (bytes[1] >> 3 & 7) == 3 ||
                                             (bytes[1] >> 3 & 7) == 6);
      default: return false;
    }
  }
  static bool is_long_push(std::uint8_t opcode) {  // of FS and GS, and POP
    return (opcode & 0xF6) == 0xA0;
  }
  /// SDM 2D, tables.
  static bool has_modrm(std::uint8_t opcode) {
    if (opcode < 0x40) return (opcode & 7) < 4;
    if (opcode >= 0x80 && opcode <= 0x8F) return true;
    if (opcode >= 0xD8 && opcode <= 0xDF) return true;
    switch (opcode) {
      case 0x62: case 0x63: case 0x69: case 0x6B:
      case 0xC0: case 0xC1: case 0xC4: case 0xC5: case 0xC6: case 0xC7:
      case 0xD0: case 0xD1: case 0xD2: case 0xD3:
      case 0xF6: case 0xF7: case 0xFE: case 0xFF: return true;
      default: return false;
    }
  }
  static bool long_has_modrm(std::uint8_t opcode) {
    if ((opcode & 0xF0) == 0x80 || (opcode & 0xF8) == 0xC8 || (opcode & 0xF8) == 0x30) return false;
    switch (opcode) {
      case 0x05: case 0x06: case 0x07: case 0x08: case 0x09: case 0x0B: case 0x77:
      case 0xA0: case 0xA1: case 0xA2: case 0xA8: case 0xA9: case 0xAA: return false;
      default: return true;
    }
  }
  [[nodiscard]] SegmentReg segment(SegmentReg otherwise) const {
    return overriding_.value_or(otherwise);
  }

  void skip_prefixes() {
    const auto prefixes = split_prefixes(bytes_);
    overriding_ = prefixes.segment;
    wide_ = wide_ != prefixes.addresses_resized;
    bytes_ = prefixes.rest;
  }
  std::uint32_t next(unsigned count) {
    std::uint32_t value = 0;
    for (unsigned i = 0; i < count && !bytes_.empty(); ++i, bytes_ = bytes_.subspan(1))
      value |= std::uint32_t{bytes_[0]} << (8 * i);
    return value;
  }
  std::uint32_t displacement(unsigned mod) {
    if (mod == 1) return static_cast<std::uint32_t>(static_cast<std::int8_t>(next(1)));
    return mod == 2 ? next(wide_ ? 4 : 2) : 0;
  }

  std::uint32_t offset32(unsigned mod, unsigned rm) {
    if (rm == kEsp) return scaled(mod);
    if (mod == 0 && rm == kEbp) return next(4);
    on_stack_ = rm == kEbp;
    return registers_[rm] + displacement(mod);
  }
  std::uint32_t scaled(unsigned mod) {
    const auto sib = next(1);
    const auto index = (sib >> 3) & 7, base = sib & 7;
    const auto part = index == kEsp ? 0 : registers_[index] << (sib >> 6);
    if (mod == 0 && base == kEbp) return part + next(4);
    on_stack_ = base == kEsp || base == kEbp;
    return part + registers_[base] + displacement(mod);
  }
  std::uint32_t offset16(unsigned mod, unsigned rm) {
    if (mod == 0 && rm == 6) return next(2);
    on_stack_ = rm == 2 || rm == 3 || rm == 6;
    return sum16(rm) + displacement(mod);
  }
  [[nodiscard]] std::uint32_t sum16(unsigned rm) const {
    const auto& r = registers_;
    switch (rm) {
      case 0: return r[kEbx] + r[kEsi];
      case 1: return r[kEbx] + r[kEdi];
      case 2: return r[kEbp] + r[kEsi];
      case 3: return r[kEbp] + r[kEdi];
      case 4: return r[kEsi];
      case 5: return r[kEdi];
      case 6: return r[kEbp];
      default: return r[kEbx];
    }
  }

  std::span<const std::uint8_t> bytes_;
  bool wide_code_, wide_, on_stack_ = false;
  const GeneralRegisters& registers_;
  std::optional<SegmentReg> overriding_;
};

}  // namespace

MemoryOperand memory_operand(std::span<const std::uint8_t> bytes, bool wide,
                             const GeneralRegisters& registers) {
  return Operand(bytes, wide, registers).decode();
}

std::vector<MemoryOperand> memory_operands(std::span<const std::uint8_t> bytes, bool wide,
                                           const GeneralRegisters& registers) {
  return Operand(bytes, wide, registers).decode_all();
}

}  // namespace vectorscope
