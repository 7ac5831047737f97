// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/math_instruction.hpp"

#include "emu/cpu/operand_form.hpp"

namespace vectorscope {
namespace {

constexpr std::uint8_t kFnclex = 0xE2, kFninit = 0xE3, kFnstswAx = 0xE0;  // behind DB, behind DF

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

namespace {

/// FNSTSW; the others are FXSAVE and STMXCSR.
bool stores_status_word(std::uint8_t opcode, std::uint8_t modrm) {
  if (opcode == 0xDF) return modrm == kFnstswAx;
  return opcode == 0xDD && modrm < 0xC0 && ((modrm >> 3) & 7) == 7;
}

/// Of 0F AE, 8 if it is none of FXSAVE, FXRSTOR, LDMXCSR and STMXCSR.
unsigned state_operation(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < 3 || bytes[0] != 0x0F || bytes[1] != 0xAE || bytes[2] >= 0xC0) return 8;
  const unsigned operation = (bytes[2] >> 3) & 7;
  return operation < 4 ? operation : 8;
}

}  // namespace

bool loads_mxcsr(std::span<const std::uint8_t> bytes) {
  const auto operation = state_operation(bytes);
  return operation == 1 || operation == 2;
}

bool only_stores_status(std::span<const std::uint8_t> bytes) {
  const auto operation = state_operation(bytes);
  return operation == 0 || operation == 3 ||
         (bytes.size() > 1 && stores_status_word(bytes[0], bytes[1]));
}

bool touches_arithmetic_status(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < 2) return false;
  if (state_operation(bytes) < 8 || stores_status_word(bytes[0], bytes[1])) return true;
  const bool load_control = bytes[0] == 0xD9 && ((bytes[1] >> 3) & 7) == 5;
  const bool clear = bytes[0] == 0xDB && bytes[1] == kFnclex;
  return clear || (changes_math_masks(bytes) && !load_control);
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
