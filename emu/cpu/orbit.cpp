// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/orbit.hpp"

#include <algorithm>

#include "emu/cpu/data_accesses.hpp"
#include "emu/cpu/instruction_prefixes.hpp"

namespace vectorscope {
namespace {

/// Opcodes, one bit each, that depend on general registers, flags and named memory alone.
/// Intel SDM 2, appendix A.
class Opcodes {
 public:
  struct Range {
    unsigned first, last;
  };
  constexpr Opcodes(std::initializer_list<Range> ranges) {
    for (const auto range : ranges)
      for (unsigned opcode = range.first; opcode <= range.last; ++opcode) fits_.at(opcode) = true;
  }
  [[nodiscard]] constexpr bool contain(std::uint8_t opcode) const { return fits_[opcode]; }

 private:
  std::array<bool, 256> fits_{};
};

constexpr Opcodes kOneByte = {
    {0x00, 0x05}, {0x08, 0x0D}, {0x10, 0x15}, {0x18, 0x1D}, {0x20, 0x25},  // ADD to AND
    {0x28, 0x2D}, {0x30, 0x35}, {0x38, 0x3D},                              // SUB, XOR, CMP
    {0x40, 0x5F},                                                          // INC, DEC, PUSH, POP
    {0x68, 0x6B}, {0x70, 0x7F},                                            // PUSH, IMUL, Jcc
    {0x80, 0x81}, {0x83, 0x8B}, {0x8D, 0x8D}, {0x90, 0x99},  // groups, TEST, XCHG, MOV, LEA
    {0x9C, 0x9C}, {0xA0, 0xA3}, {0xA8, 0xA9}, {0xB0, 0xBF},  // PUSHF, MOV, TEST
    {0xC0, 0xC3}, {0xC6, 0xC7}, {0xC9, 0xC9}, {0xD0, 0xD3},  // shifts, RET, MOV, LEAVE
    {0xE0, 0xE3}, {0xE8, 0xE9}, {0xEB, 0xEB},                // LOOP, CALL, JMP
    {0xF5, 0xFF},                                            // CMC, groups, CLC to STD
};
constexpr Opcodes kTwoBytes = {
    {0x1F, 0x1F}, {0x40, 0x4F}, {0x80, 0x9F},  // NOP, CMOVcc, Jcc, SETcc
    {0xA3, 0xA5}, {0xAB, 0xAD}, {0xAF, 0xB1},  // BT, shifts of two, IMUL, CMPXCHG
    {0xB3, 0xB3}, {0xB6, 0xB7}, {0xBA, 0xC1},  // BTR, MOVZX, bits, MOVSX, XADD
    {0xC8, 0xCF},                              // BSWAP
};

}  // namespace

bool fits_orbit(std::span<const std::uint8_t> instruction) {
  const auto prefixes = split_prefixes(instruction);
  const auto rest = prefixes.rest;
  if (rest.empty() || prefixes.repeat != 0) return false;
  const auto operation = rest.size() > 1 ? (rest[1] >> 3) & 7 : 0;
  if (rest[0] == 0xFF && (operation == 3 || operation == 5)) return false;  // far CALL and JMP
  if (rest[0] == 0x0F) return rest.size() > 1 && kTwoBytes.contain(rest[1]);
  return kOneByte.contain(rest[0]);
}

bool Orbit::add(LinearAddress at, std::span<const std::uint8_t> instruction,
                const GeneralRegisters& registers, const OrbitMemory& memory) {
  if (!fits_orbit(instruction)) return false;
  if (!touch(at, static_cast<std::uint32_t>(instruction.size()), false, memory)) return false;
  const auto accesses = data_accesses(instruction, {true, true, registers});
  return std::all_of(accesses.begin(), accesses.end(), [&](const DataAccess& access) {
    const auto& segment = state_.segments.at(static_cast<std::size_t>(access.segment));
    return touch(segment.base + access.offset, access.bytes, access.writes, memory);
  });
}

bool Orbit::touch(LinearAddress at, std::uint32_t bytes, bool writes, const OrbitMemory& memory) {
  const auto here = std::min(bytes, kPageBytes - at % kPageBytes);
  return touch_within_page(at, here, writes, memory) &&
         (here == bytes || touch_within_page(at + here, bytes - here, writes, memory));
}

bool Orbit::touch_within_page(LinearAddress at, std::uint32_t bytes, bool writes,
                              const OrbitMemory& memory) {
  if (state_.paging.enabled() && state_.paging.pae()) return false;
  const auto route = peek_route(memory.ram, state_.paging, at);
  if (!route) return false;
  for (unsigned i = 0; i < route->count; ++i) note(route->at.at(i), 4, memory);
  const auto physical = route->physical;
  if (std::uint64_t{physical} + bytes <= memory.ram.size()) {
    if (!memory.plain(physical)) return false;
    note(physical, bytes, memory);
    return true;
  }
  if (writes) return false;
  const auto value = memory.device(physical, bytes);
  if (value) registers_.push_back({physical, bytes, *value});
  return value.has_value();
}

void Orbit::note(PhysicalAddress at, std::uint32_t bytes, const OrbitMemory& memory) {
  for (auto word = at & ~3u; word < at + bytes; word += 4)
    met_.try_emplace(word, load32(memory.ram, word));
}

bool Orbit::close(const OrbitMemory& memory, Step now) {
  steps_ = now - begun_;
  words_.assign(met_.begin(), met_.end());
  return steps_ > 0 && found_again(memory);
}

bool Orbit::found_again(const OrbitMemory& memory) const {
  return std::all_of(
             words_.begin(), words_.end(),
             [&](const auto& word) { return load32(memory.ram, word.first) == word.second; }) &&
         std::all_of(registers_.begin(), registers_.end(), [&](const Register& one) {
           return memory.device(one.at, one.bytes) == one.value;
         });
}

std::optional<LinearAddress> OrbitSearch::pass(LinearAddress at,
                                               const std::function<OrbitState()>& state) {
  if (!first_) {
    first_ = at;
    state_ = state();
  } else if (at == *first_ && state() == state_) {
    return std::min_element(
               passed_.begin(), passed_.end(),
               [](const auto& one, const auto& other) { return one.second < other.second; })
        ->first;
  }
  ++passed_[at];
  return std::nullopt;
}

}  // namespace vectorscope
