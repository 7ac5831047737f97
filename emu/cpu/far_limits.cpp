// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/far_limits.hpp"

#include <algorithm>

#include "emu/base/fault.hpp"
#include "emu/cpu/exception_vectors.hpp"
#include "emu/cpu/registers.hpp"

namespace vectorscope {
namespace {

constexpr std::uint32_t kVirtual8086Limit = 0xFFFF;

std::optional<FarRefusal> beyond(std::uint32_t offset, std::uint32_t limit) {
  if (offset <= limit || fault("far-no-limit")) return std::nullopt;
  return FarRefusal{kGeneralProtection, 0};
}

/// Of 16 or 32 bits.
bool is_call_gate(const Descriptor& target) {
  return (target.type() & 0x17) == 4;
}

}  // namespace

struct FarLimits::Target {
  Descriptor code;
  std::uint32_t offset = 0;
};

std::optional<FarRefusal> FarLimits::of(const FarPointer& to) const {
  if (!access_.protected_mode()) return beyond(to.offset, access_.code_limit());
  if (!to.call) return std::nullopt;
  const auto target = called(to);
  return target ? beyond(target->offset, target->code.limit()) : std::nullopt;
}

/// Nothing if the engine refuses it.
std::optional<FarLimits::Target> FarLimits::called(const FarPointer& to) const {
  const auto cpl = access_.cpl(), rpl = to.selector & 3;
  const auto named = memory_.look_up(engine_, to.selector);
  if (!named) return std::nullopt;
  if (!is_call_gate(*named)) {
    const bool may = named->conforming() ? named->dpl() <= cpl : named->dpl() == cpl && rpl <= cpl;
    if (!named->is_code() || !named->present() || !may) return std::nullopt;
    return Target{*named, to.offset};
  }
  if (named->dpl() < std::max(cpl, rpl) || !named->present()) return std::nullopt;
  const Gate gate{*named};
  const auto code = memory_.look_up(engine_, gate.selector());
  if (!code || !code->is_code() || !code->present() || code->dpl() > cpl) return std::nullopt;
  const bool inwards = !code->conforming() && code->dpl() < cpl;
  if (inwards && !has_stack_for(code->dpl())) return std::nullopt;
  return Target{*code, gate.offset()};
}

/// In the task-state segment, of 32 or 16 bits.
bool FarLimits::has_stack_for(unsigned ring) const {
  constexpr std::uint32_t kWideTask = 1u << 11;
  engine_.hidden().load();
  const auto task = engine_.hidden().segment(SegmentReg::Tr);
  const unsigned bytes = (task.flags & kWideTask) != 0 ? 4 : 2;
  const auto at = 2 * bytes * (ring + 1);
  const auto selector = task.limit > at ? memory_.read(task.base + at, 2) : std::nullopt;
  const auto stack = selector ? memory_.look_up(engine_, *selector) : std::nullopt;
  return stack && (*selector & 3) == ring && stack->dpl() == ring && stack->is_writable_data() &&
         stack->present();
}

std::optional<FarRefusal> FarLimits::of(const FarReturn& from) const {
  if (!access_.protected_mode()) return beyond(from.eip, access_.code_limit());
  const auto esp = engine_.read(Reg::Esp) + from.rest;
  if (from.interrupt && access_.cpl() == 0 && (from.flags & eflags::kVirtual8086) != 0) {
    constexpr std::uint32_t kRestOfFrame = 6 * 4;  // ESP, SS, ES, DS, FS, GS
    if (!access_.on_stack(esp, kRestOfFrame)) return FarRefusal{kStackFault, 0};
    return beyond(from.eip, kVirtual8086Limit);
  }
  const auto code = memory_.look_up(engine_, from.selector);
  const auto ring = from.selector & 3;
  if (!code || !may_return_to(*code, ring)) return std::nullopt;
  if (ring > access_.cpl()) {
    if (!access_.on_stack(esp, 2 * from.bytes)) return FarRefusal{kStackFault, 0};
    const auto selector = memory_.read(access_.linear_stack(esp + from.bytes), 2);
    const auto stack = selector ? memory_.look_up(engine_, *selector) : std::nullopt;
    if (!stack || (*selector & 3) != ring || stack->dpl() != ring || !stack->is_writable_data())
      return std::nullopt;
    if (!stack->present() && from.interrupt) return std::nullopt;  // #NP, as the engine has it
    if (!stack->present()) return FarRefusal{kStackFault, *selector & 0xFFFC};
  }
  return beyond(from.eip, code->limit());
}

bool FarLimits::may_return_to(const Descriptor& code, unsigned ring) const {
  if (!code.is_code() || !code.present() || ring < access_.cpl()) return false;
  return code.conforming() ? code.dpl() <= ring : code.dpl() == ring;
}

}  // namespace vectorscope
