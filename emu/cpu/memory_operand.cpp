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
      : bytes_(bytes), wide_(wide), registers_(registers) {}

  MemoryOperand decode() {
    skip_prefixes();
    if (next(1) == kTwoBytes) next(1);
    const auto modrm = next(1);
    const auto mod = modrm >> 6, rm = modrm & 7;
    const auto offset = wide_ ? offset32(mod, rm) : offset16(mod, rm) & 0xFFFF;
    return {segment(on_stack_ ? SegmentReg::Ss : SegmentReg::Ds), offset, (modrm >> 3) & 7};
  }

 private:
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
  bool wide_, on_stack_ = false;
  const GeneralRegisters& registers_;
  std::optional<SegmentReg> overriding_;
};

}  // namespace

MemoryOperand memory_operand(std::span<const std::uint8_t> bytes, bool wide,
                             const GeneralRegisters& registers) {
  return Operand(bytes, wide, registers).decode();
}

}  // namespace vectorscope
