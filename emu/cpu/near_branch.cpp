// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/near_branch.hpp"

#include <cstring>

#include "emu/cpu/registers.hpp"

namespace vectorscope {
namespace {

/// SDM 2D, appendix B, table B-10: every other condition is the one before, negated.
bool holds(unsigned condition, std::uint32_t flags) {
  const auto set = [flags](std::uint32_t bits) { return (flags & bits) != 0; };
  const bool less = set(eflags::kSign) != set(eflags::kOverflow);
  bool result = false;
  switch (condition / 2) {
    case 0: result = set(eflags::kOverflow); break;
    case 1: result = set(eflags::kCarry); break;
    case 2: result = set(eflags::kZero); break;
    case 3: result = set(eflags::kCarry | eflags::kZero); break;
    case 4: result = set(eflags::kSign); break;
    case 5: result = set(eflags::kParity); break;
    case 6: result = less; break;
    default: result = less || set(eflags::kZero); break;
  }
  return result != (condition % 2 == 1);
}

/// LOOPNE, LOOPE, LOOP and JECXZ, by the address size's count.
bool loops(std::uint8_t opcode, std::uint32_t count, std::uint32_t flags) {
  const bool zero = (flags & eflags::kZero) != 0;
  switch (opcode) {
    case 0xE0: return count != 1 && !zero;
    case 0xE1: return count != 1 && zero;
    case 0xE2: return count != 1;
    default: return count == 0;
  }
}

template <class Signed>
std::uint32_t displacement(std::span<const std::uint8_t> bytes) {
  Signed value = 0;
  if (bytes.size() >= sizeof value) std::memcpy(&value, bytes.data(), sizeof value);
  return static_cast<std::uint32_t>(static_cast<std::int32_t>(value));
}

}  // namespace

std::optional<std::uint32_t> near_target(const InstructionPrefixes& instruction,
                                         const AccessContext& context, std::uint32_t next,
                                         std::uint32_t flags, std::uint32_t loaded) {
  const auto rest = instruction.rest;
  if (rest.empty()) return std::nullopt;
  const bool wide = context.wide_code != instruction.operands_resized;
  const auto within = [wide](std::uint32_t target) { return wide ? target : target & 0xFFFF; };
  const auto relative = [&](std::span<const std::uint8_t> at) {
    return within(next + (wide ? displacement<std::int32_t>(at) : displacement<std::int16_t>(at)));
  };
  const auto opcode = rest[0];
  const auto one_byte = [&] { return within(next + displacement<std::int8_t>(rest.subspan(1))); };
  if ((opcode & 0xF0) == 0x70)
    return holds(opcode & 0xF, flags) ? std::optional(one_byte()) : std::nullopt;
  if ((opcode & 0xFC) == 0xE0) {
    constexpr unsigned kEcx = 1;
    const bool wide_count = context.wide_code != instruction.addresses_resized;
    const auto count = context.registers[kEcx] & (wide_count ? 0xFFFFFFFF : 0xFFFF);
    return loops(opcode, count, flags) ? std::optional(one_byte()) : std::nullopt;
  }
  if (opcode == 0x0F) {
    if (rest.size() < 2 || (rest[1] & 0xF0) != 0x80 || !holds(rest[1] & 0xF, flags))
      return std::nullopt;
    return relative(rest.subspan(2));
  }
  switch (opcode) {
    case 0xEB: return one_byte();
    case 0xE8: case 0xE9: return relative(rest.subspan(1));
    case 0xC2: case 0xC3: return within(loaded);
    case 0xFF: {
      const auto modrm = rest.size() > 1 ? rest[1] : 0;
      const auto operation = (modrm >> 3) & 7;
      if (operation != 2 && operation != 4) return std::nullopt;
      return within(modrm >= 0xC0 ? context.registers[modrm & 7] : loaded);
    }
    default: return std::nullopt;
  }
}

}  // namespace vectorscope
