// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/disassembler.hpp"

#include <algorithm>
#include <iterator>
#include <memory>

#include <capstone/capstone.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace vectorscope {
namespace {

constexpr std::size_t kLongestInstruction = 15;  // SDM volume 2, section 2.3.11
// A function is decoded from its begin only if that is near: a view is made 60
// times a second, and one label may stand before megabytes.
constexpr std::size_t kFarthestSymbol = 4096;
constexpr std::size_t kBlindBytes = 64;  // i386 code synchronises within a few instructions

static_assert(sizeof(csh) == sizeof(std::size_t));

struct Free {
  void operator()(cs_insn* instruction) const { cs_free(instruction, 1); }
};

/// The last operand that can be an address wins: `mov [handles+eax*4], kbd_busy`
/// is about kbd_busy.
std::optional<LinearAddress> target_of(const cs_x86& x86) {
  std::optional<LinearAddress> target;
  for (const cs_x86_op& operand : std::span(x86.operands, x86.op_count)) {
    if (operand.type == X86_OP_IMM) target = static_cast<LinearAddress>(operand.imm);
    if (operand.type == X86_OP_MEM && operand.mem.disp != 0)
      target = static_cast<LinearAddress>(operand.mem.disp);
  }
  return target;
}

Instruction bad(LinearAddress at, std::uint8_t byte) {
  return {.address = at, .bytes = {byte}, .mnemonic = "(bad)", .operands = {}, .target = {}};
}

Instruction from_capstone(const cs_insn& instruction) {
  return {.address = static_cast<LinearAddress>(instruction.address),
          .bytes = {instruction.bytes, instruction.bytes + instruction.size},
          .mnemonic = instruction.mnemonic,
          .operands = instruction.op_str,
          .target = target_of(instruction.detail->x86)};
}

bool is_bad(const Instruction& instruction) { return instruction.mnemonic == "(bad)"; }

}  // namespace

Disassembler::Disassembler(unsigned bits) {
  // Fails only without memory or without x86 in the library; then all is (bad).
  if (cs_open(CS_ARCH_X86, bits == 16 ? CS_MODE_16 : CS_MODE_32, &handle_) != CS_ERR_OK) {
    handle_ = 0;
    return;
  }
  cs_option(handle_, CS_OPT_DETAIL, CS_OPT_ON);
  cs_option(handle_, CS_OPT_SYNTAX, CS_OPT_SYNTAX_INTEL);
}

Disassembler::~Disassembler() {
  if (handle_ != 0) cs_close(&handle_);
}

std::vector<Instruction> Disassembler::decode(LinearAddress at,
                                              std::span<const std::uint8_t> code) const {
  std::vector<Instruction> result;
  const std::unique_ptr<cs_insn, Free> instruction(handle_ != 0 ? cs_malloc(handle_) : nullptr);
  const std::uint8_t* next = code.data();
  std::size_t left = code.size();
  std::uint64_t address = at;
  while (left > 0) {
    if (instruction && cs_disasm_iter(handle_, &next, &left, &address, instruction.get())) {
      result.push_back(from_capstone(*instruction));
    } else {
      result.push_back(bad(static_cast<LinearAddress>(address), *next));
      ++next, --left, ++address;
    }
  }
  return result;
}

/// Only the bytes before EIP are decoded, so an instruction that would reach
/// over it is not one, and EIP always begins a line.
std::vector<Instruction> Disassembler::leading_to(LinearAddress eip, const Read& read,
                                                  const Symbols& symbols,
                                                  std::size_t before) const {
  const auto decode_last = [&](std::size_t bytes) {
    const LinearAddress begin = eip - static_cast<LinearAddress>(bytes);
    const auto code = read(begin, bytes);
    return code.size() == bytes ? decode(begin, code) : std::vector<Instruction>();
  };
  const auto last = [&](std::vector<Instruction> lines) {
    if (lines.size() > before)
      lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(before));
    return lines;
  };
  const Symbol* function = symbols.at(eip);
  if (function != nullptr && eip - function->address <= kFarthestSymbol)
    return last(decode_last(eip - function->address));
  for (std::size_t bytes = std::min<std::size_t>(kBlindBytes, eip); bytes > 0; --bytes) {
    auto lines = decode_last(bytes);
    if (!lines.empty() && std::ranges::none_of(lines, is_bad)) return last(std::move(lines));
  }
  return {};
}

std::vector<Instruction> Disassembler::around(LinearAddress eip, const Read& read,
                                              const Symbols& symbols, std::size_t before,
                                              std::size_t count) const {
  auto lines = leading_to(eip, read, symbols, before);
  auto from_eip = decode(eip, read(eip, count * kLongestInstruction));
  if (from_eip.size() > count) from_eip.resize(count);
  std::ranges::move(from_eip, std::back_inserter(lines));
  return lines;
}

std::string comment(const Instruction& instruction, const Symbols& symbols) {
  if (!instruction.target || symbols.at(*instruction.target) == nullptr) return {};
  return symbols.describe(*instruction.target);
}

std::string hex(std::span<const std::uint8_t> bytes) {
  return fmt::format("{:02x}", fmt::join(bytes, " "));
}

}  // namespace vectorscope
