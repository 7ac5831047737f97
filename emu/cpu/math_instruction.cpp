// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/math_instruction.hpp"

#include "emu/cpu/operand_form.hpp"

namespace vectorscope {
namespace {

constexpr std::uint8_t kFninit = 0xE3, kFnstswAx = 0xE0;  // behind DB, behind DF

/// FNCLEX, FNINIT, FNSTCW, FNSTENV, FNSAVE, FNSTSW, and what the 8087 and 80287 had
/// (FNENI, FNDISI, FNSETPM).
bool does_not_wait(std::uint8_t opcode, std::uint8_t modrm) {
  const auto operation = (modrm >> 3) & 7;
  if (modrm >= 0xC0)
    return (opcode == 0xDB && modrm >= 0xE0 && modrm <= 0xE4) ||
           (opcode == 0xDF && modrm == kFnstswAx);
  return (opcode == 0xD9 || opcode == 0xDD) && operation >= 6;
}

}  // namespace

bool waits_for_math(const InstructionPrefixes& instruction) {
  const auto bytes = instruction.rest;
  if (bytes.empty()) return false;
  if (bytes[0] == kWait) return true;
  if (bytes.size() > 1 && bytes[0] >= 0xD8 && bytes[0] <= 0xDF)
    return !does_not_wait(bytes[0], bytes[1]);
  return unit_of(instruction) == Unit::Mmx;
}

bool masks_math(std::span<const std::uint8_t> bytes) {
  return bytes.size() > 1 && bytes[0] == 0xD9 && bytes[1] < 0xC0 && ((bytes[1] >> 3) & 7) == 6;
}

bool changes_math_masks(std::span<const std::uint8_t> bytes) {
  const bool long_form = bytes.size() > 2 && bytes[0] == 0x0F;
  if (bytes.size() < 2 || (bytes[0] == 0x0F && !long_form)) return false;
  const auto modrm = bytes[long_form ? 2 : 1];
  const auto operation = (modrm >> 3) & 7;
  if (long_form) return bytes[1] == 0xAE && modrm < 0xC0 && operation == 1;  // FXRSTOR
  if (bytes[0] == 0xDB) return modrm == kFninit;
  if (modrm >= 0xC0) return false;
  if (bytes[0] == 0xD9) return operation >= 4 && operation <= 6;  // FLDENV, FLDCW, FNSTENV
  return bytes[0] == 0xDD && (operation == 4 || operation == 6);  // FRSTOR, FNSAVE
}

}  // namespace vectorscope
