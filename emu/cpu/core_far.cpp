// SPDX-License-Identifier: GPL-2.0-or-later
// The core from within: far transfers that the engine would carry out and a processor refuses.
#include "emu/cpu/core.hpp"
#include "emu/cpu/far_limits.hpp"
#include "emu/cpu/instruction_prefixes.hpp"
#include "emu/cpu/quiet_memory.hpp"

namespace vectorscope {

bool Core::far_transfer_allowed(LinearAddress address, std::span<const std::uint8_t> bytes,
                                InstructionKind kind) {
  const auto refusal = far_refusal(address, bytes, kind);
  if (!refusal) return true;
  const AccessContext context{access_.wide_code(), access_.wide_stack(),
                              engine_.general_registers()};
  return any_page_fault(data_accesses(bytes, context)) ||
         refuse(address, refusal->vector, refusal->error_code);
}

std::optional<FarRefusal> Core::far_refusal(LinearAddress address,
                                            std::span<const std::uint8_t> bytes,
                                            InstructionKind kind) {
  constexpr std::uint8_t kReturnAndRelease = 0xCA;
  const bool interrupt = kind == InstructionKind::Iret;
  const FarLimits limits(engine_, ram_, access_);
  if (kind == InstructionKind::FarTransfer) {
    const auto pointer = far_pointer(address, static_cast<std::uint32_t>(bytes.size()));
    return pointer ? limits.of(*pointer) : std::nullopt;
  }
  if (!interrupt && !loads_code_segment(bytes)) return std::nullopt;
  // Nearly every interrupt returns to a segment of 4 GB, the one that it has.
  if (interrupt && !access_.limits_code() && keeps_segments(bytes, kind)) return std::nullopt;
  const auto instruction = split_prefixes(bytes);
  const QuietMemory memory(ram_, paging());
  const unsigned operand = access_.wide_code() != instruction.operands_resized ? 4 : 2;
  const auto stack = linear_stack();
  const auto eip = memory.read(stack, operand), selector = memory.read(stack + operand, operand);
  const auto flags = interrupt ? memory.read(stack + 2 * operand, operand) : 0;
  if (!eip || !selector || !flags) return std::nullopt;
  FarReturn from{*eip,    *selector & 0xFFFF,           *flags, interrupt,
                 operand, (interrupt ? 3 : 2) * operand};
  if (instruction.rest[0] == kReturnAndRelease)
    from.rest += instruction.rest[1] | std::uint32_t{instruction.rest[2]} << 8;
  return limits.of(from);
}

}  // namespace vectorscope
