// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/data_accesses.hpp"

#include "emu/base/fault.hpp"
#include "emu/cpu/instruction_prefixes.hpp"
#include "emu/cpu/operand_form.hpp"

namespace vectorscope {
namespace {

enum : unsigned { kEax = 0, kEcx = 1, kEbx = 3, kEsp = 4, kEbp = 5, kEsi = 6, kEdi = 7 };

class Collector {
 public:
  Collector(std::span<const std::uint8_t> bytes, const AccessContext& context)
      : bytes_(bytes), context_(context), prefixes_(split_prefixes(bytes)),
        size_(context.wide_code != prefixes_.operands_resized ? 4 : 2),
        wide_addresses_(context.wide_code != prefixes_.addresses_resized),
        esp_(context.registers[kEsp]) {}

  std::vector<DataAccess> collect() {
    const auto rest = prefixes_.rest;
    if (rest.empty()) return {};
    if (rest[0] == 0x0F) two_bytes();
    else one_byte(rest[0]);
    return std::move(accesses_);
  }

 private:
  // --- places ----------------------------------------------------------------

  void add(SegmentReg segment, std::uint32_t offset, std::uint32_t bytes, bool writes) {
    accesses_.push_back({segment, offset, bytes, writes, 1, static_cast<std::uint8_t>(bytes)});
  }
  [[nodiscard]] std::uint32_t address(unsigned reg, std::uint32_t more = 0) const {
    const auto offset = context_.registers[reg] + more;
    return wide_addresses_ ? offset : offset & 0xFFFF;
  }
  [[nodiscard]] SegmentReg data_segment() const { return prefixes_.segment.value_or(SegmentReg::Ds); }
  [[nodiscard]] std::uint32_t on_stack(std::uint32_t offset) const {
    return context_.wide_stack ? offset : offset & 0xFFFF;
  }
  [[nodiscard]] std::uint32_t immediate(std::size_t at, unsigned bytes) const {
    std::uint32_t value = 0;
    for (unsigned i = 0; i < bytes && at + i < prefixes_.rest.size(); ++i)
      value |= std::uint32_t{prefixes_.rest[at + i]} << (8 * i);
    return value;
  }

  // --- the stack ---------------------------------------------------------------

  void push(unsigned times = 1) {
    for (; times > 0; --times) {
      esp_ -= size_;
      add(SegmentReg::Ss, on_stack(esp_), size_, true);
    }
  }
  void pop(unsigned times = 1) {
    for (; times > 0; --times) {
      add(SegmentReg::Ss, on_stack(esp_), size_, false);
      esp_ += size_;
    }
  }
  void leave() {
    add(SegmentReg::Ss, on_stack(context_.registers[kEbp]), size_, false);
  }
  /// SDM 2A, ENTER, operation: the frame pointers of the levels around are copied,
  /// and the new stack pointer must be one that could be written to.
  void enter() {
    const auto room = immediate(1, 2), level = immediate(3, 1) % 32;
    push();
    for (unsigned i = 1; i < level; ++i) {
      add(SegmentReg::Ss, on_stack(context_.registers[kEbp] - i * size_), size_, false);
      push();
    }
    if (level > 0) push();
    if (room == 0) return;
    add(SegmentReg::Ss, on_stack(esp_ - room), size_, true);
    accesses_.back().checked = 1;
  }

  // --- strings ---------------------------------------------------------------

  [[nodiscard]] bool iterates() const {
    return prefixes_.repeat == 0 || address(kEcx) != 0 || fault("access-without-count");
  }
  void source(unsigned bytes) { add(data_segment(), address(kEsi), bytes, false); }
  void destination(unsigned bytes, bool writes) { add(SegmentReg::Es, address(kEdi), bytes, writes); }
  void string(std::uint8_t opcode) {
    if (!iterates()) return;
    const auto bytes = (opcode & 1) == 0 ? 1 : size_;
    switch (opcode & 0xFE) {
      case 0x6C: case 0xAA: return destination(bytes, true);  // INS, STOS
      case 0x6E: case 0xAC: return source(bytes);             // OUTS, LODS
      case 0xAE: return destination(bytes, false);            // SCAS
      case 0xA4: source(bytes); return destination(bytes, true);
      default: source(bytes); return destination(bytes, false);
    }
  }

  // --- the operand -----------------------------------------------------------

  /// With the stack pointer as it is after `esp` was changed (POP to memory).
  void operand() {
    const auto form = operand_form(prefixes_, context_.wide_code);
    if (form.bytes == 0) return;
    auto registers = context_.registers;
    if (!fault("access-pop-by-old-esp")) registers[kEsp] = esp_;
    const auto place = memory_operand(bytes_, context_.wide_code, registers);
    accesses_.push_back(
        {place.segment, place.offset, form.bytes, form.writes, form.aligned, form.checked});
  }
  /// BT and its like with a register: the word that holds the bit (SDM 2A, 3.1.1.9).
  void bit_string() {
    const auto before = accesses_.size();
    operand();
    if (accesses_.size() == before) return;
    const auto bit = context_.registers[(prefixes_.rest[2] >> 3) & 7];
    const auto word = size_ == 4 ? static_cast<std::int32_t>(bit) >> 5
                                 : static_cast<std::int32_t>(static_cast<std::int16_t>(bit)) >> 4;
    auto& offset = accesses_.back().offset;
    offset += static_cast<std::uint32_t>(word) * size_;
    if (!wide_addresses_) offset &= 0xFFFF;
  }

  void one_byte(std::uint8_t opcode) {
    switch (opcode) {
      case 0x06: case 0x0E: case 0x16: case 0x1E: case 0x68: case 0x6A: case 0x9C: case 0xE8:
        return push();
      case 0x07: case 0x17: case 0x1F: case 0x9D: case 0xC2: case 0xC3: return pop();
      case 0x60: return push(8);
      case 0x61: return pop(8);
      case 0x8F: pop(); return operand();
      case 0x9A: return push(2);
      case 0xA0: case 0xA2: return direct(1, opcode == 0xA2);
      case 0xA1: case 0xA3: return direct(size_, opcode == 0xA3);
      case 0xC8: return enter();
      case 0xC9: return leave();
      case 0xCA: case 0xCB: return pop(2);
      case 0xCF: return pop(3);
      case 0xD7:
        return add(data_segment(), address(kEbx, context_.registers[kEax] & 0xFF), 1, false);
      case 0x6C: case 0x6D: case 0x6E: case 0x6F: case 0xA4: case 0xA5: case 0xA6: case 0xA7:
      case 0xAA: case 0xAB: case 0xAC: case 0xAD: case 0xAE: case 0xAF:
        return string(opcode);
      case 0xFF: {
        operand();
        const auto operation = prefixes_.rest.size() > 1 ? (prefixes_.rest[1] >> 3) & 7 : 0;
        if (operation == 2 || operation == 6) push();
        if (operation == 3 && !accesses_.empty()) push(2);
        return;
      }
      default:
        if ((opcode & 0xF8) == 0x50) return push();
        if ((opcode & 0xF8) == 0x58) return pop();
        return operand();
    }
  }

  void two_bytes() {
    switch (prefixes_.rest.size() > 1 ? prefixes_.rest[1] : 0) {
      case 0xA0: case 0xA8: return push();
      case 0xA1: case 0xA9: return pop();
      case 0xA3: case 0xAB: case 0xB3: case 0xBB: return bit_string();
      default: return operand();
    }
  }

  /// MOV between the accumulator and an address in the instruction.
  void direct(unsigned bytes, bool writes) {
    add(data_segment(), immediate(1, wide_addresses_ ? 4 : 2), bytes, writes);
  }

  std::span<const std::uint8_t> bytes_;
  const AccessContext& context_;
  InstructionPrefixes prefixes_;
  unsigned size_;
  bool wide_addresses_;
  std::uint32_t esp_;
  std::vector<DataAccess> accesses_;
};

}  // namespace

std::vector<DataAccess> data_accesses(std::span<const std::uint8_t> bytes,
                                      const AccessContext& context) {
  return Collector(bytes, context).collect();
}

}  // namespace vectorscope
