// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/delivery.hpp"

#include "emu/base/fault.hpp"
#include "emu/cpu/access_check.hpp"
#include "emu/cpu/descriptor.hpp"
#include "emu/cpu/exception_vectors.hpp"
#include "emu/cpu/linear_memory.hpp"
#include "emu/cpu/registers.hpp"
#include "emu/cpu/task_switch.hpp"

namespace vectorscope {
namespace {

constexpr std::uint32_t kIdtReference = 2;  // error code: the index is in the IDT

/// Throws an error that names `selector`; EXT tells that the program did not
/// ask for the interrupt (SDM 3A, 6.13).
[[noreturn]] void refuse(Vector vector, std::uint32_t selector, bool external) {
  throw Fault{vector, (selector & 0xFFFCu) | (external && !fault("cpu-no-external-bit") ? 1u : 0u), 0};
}

class Attempt {
 public:
  Attempt(Engine& engine, std::span<std::uint8_t> ram, const InterruptRequest& request)
      : engine_(engine), ram_(ram), request_(request), memory_(ram, engine.paging()),
        external_(request.cause != Cause::Software), flags_(engine.read(Reg::Eflags)),
        v86_((flags_ & eflags::kVirtual8086) != 0) {
    engine_.hidden().load();
    cpl_ = engine_.hidden().cpl();
  }

  Delivered through_idt(TaskSwitch& task) {
    const Gate gate = read_gate();
    if (gate.is_task()) return through_task(gate, task);
    code_ = check_code(gate);
    const unsigned new_cpl = code_.conforming() ? cpl_ : code_.dpl();
    if (v86_ && new_cpl != 0) refuse(kGeneralProtection, gate.selector(), external_);
    choose_stack(new_cpl);
    require_room((v86_ ? 4 : 0) + (new_stack_ ? 2 : 0) + 3 + (pushes_error() ? 1 : 0), width(gate));
    if (!within_limit(code_.cached(0), gate.offset(), 1)) refuse(kGeneralProtection, 0, external_);
    push_frame(gate, new_cpl);
    const auto frame = stack_.base + wrap(esp_) + (pushes_error() ? width(gate) : 0);
    commit(gate, new_cpl);
    return {request_.vector, request_.cause, request_.return_eip, frame};
  }

  Delivered through_ivt() {
    const auto table = engine_.read(Table::Idtr);
    if (request_.vector * 4u + 3 > table.limit) refuse(kGeneralProtection, 0, false);
    const auto entry = memory_.read(table.base + request_.vector * 4u, 4);
    keep_stack();
    require_room(3, 2);
    push(2, flags_, false);
    push(2, engine_.read(Reg::Cs), false);
    push(2, request_.return_eip, false);
    auto& hidden = engine_.hidden();
    hidden.forget_exception();
    // The limit and the rights stay as they are: 20.1.4 of the manual loads no more.
    auto code = hidden.segment(SegmentReg::Cs);
    code.selector = entry >> 16;
    code.base = code.selector << 4;
    hidden.set_segment(SegmentReg::Cs, code);
    hidden.settle_segments(0, true);
    hidden.store();
    write_esp();
    engine_.write(Reg::Eflags, flags_ & ~(eflags::kInterrupt | eflags::kTrap));
    engine_.write(Reg::Eip, entry & 0xFFFF);
    return {request_.vector, request_.cause, request_.return_eip, stack_.base + wrap(esp_)};
  }

 private:
  [[nodiscard]] bool pushes_error() const {
    return request_.cause == Cause::Exception && has_error_code(request_.vector);
  }
  [[nodiscard]] static unsigned width(const Gate& gate) { return gate.wide() ? 4 : 2; }
  [[nodiscard]] bool stack_big() const { return (stack_.flags & 0x400000u) != 0; }
  [[nodiscard]] std::uint32_t wrap(std::uint32_t esp) const { return stack_big() ? esp : esp & 0xFFFF; }

  Gate read_gate() {
    const auto idt = engine_.read(Table::Idtr);
    const auto code = request_.vector * 8u + kIdtReference + (external_ ? 1u : 0u);
    if (request_.vector * 8u + 7 > idt.limit) throw Fault{kGeneralProtection, code, 0};
    const Gate gate{memory_.descriptor(idt.base + request_.vector * 8u)};
    if (!gate.is_interrupt() && !gate.is_task()) throw Fault{kGeneralProtection, code, 0};
    if (request_.cause == Cause::Software && gate.raw.dpl() < cpl_ && !fault("cpu-gate-dpl-ignored"))
      throw Fault{kGeneralProtection, code, 0};
    if (!gate.raw.present()) throw Fault{kNotPresent, code, 0};
    return gate;
  }

  /// The error code goes onto the new task's stack (SDM 3A, 6.12.2 and 6.13).
  Delivered through_task(const Gate& gate, TaskSwitch& task) {
    task = {gate.selector(), request_.return_eip, external_};
    switch_task(engine_, ram_, task);
    engine_.hidden().load();
    memory_ = LinearMemory(ram_, engine_.paging());
    keep_stack();
    const auto frame = stack_.base + wrap(esp_);
    if (pushes_error()) require_room(1, task.wide ? 4 : 2);
    if (pushes_error()) push(task.wide ? 4 : 2, request_.error_code, engine_.hidden().cpl() == 3);
    write_esp();
    return {request_.vector, request_.cause, request_.return_eip, frame, true, task.trap};
  }

  Descriptor check_code(const Gate& gate) {
    const auto selector = gate.selector();
    if ((selector & ~3u) == 0) refuse(kGeneralProtection, 0, external_);
    const auto code = memory_.look_up(engine_, selector);
    if (!code || !code->is_code() || code->dpl() > cpl_)
      refuse(kGeneralProtection, selector, external_);
    if (!code->present()) refuse(kNotPresent, selector, external_);
    return *code;
  }

  void keep_stack() {
    esp_ = engine_.read(Reg::Esp);
    stack_ = engine_.hidden().segment(SegmentReg::Ss);
  }

  void choose_stack(unsigned new_cpl) {
    if (new_cpl < cpl_) switch_stack(new_cpl);
    else keep_stack();
  }

  /// To the stack that the task-state segment, of 32 or 16 bits, holds for the
  /// inner ring.
  void switch_stack(unsigned new_cpl) {
    const auto task = engine_.hidden().segment(SegmentReg::Tr);
    const bool wide = ((task.flags >> 8) & 8) != 0;
    const unsigned bytes = wide ? 4 : 2;
    const auto at = bytes + 2 * bytes * (fault("cpu-stack-of-ring-0") ? 0 : new_cpl);
    if (task.limit < at + bytes + 1) refuse(kInvalidTss, task.selector, external_);
    esp_ = memory_.read(task.base + at, bytes);
    const auto selector = memory_.read(task.base + at + bytes, 2);
    if ((selector & ~3u) == 0) refuse(kInvalidTss, 0, external_);
    const auto stack = memory_.look_up(engine_, selector);
    if (!stack || (selector & 3) != new_cpl || stack->dpl() != new_cpl || !stack->is_writable_data())
      refuse(kInvalidTss, selector, external_);
    if (!stack->present()) refuse(kStackFault, selector, external_);
    stack_ = stack->cached(selector);
    new_stack_ = true;
  }

  /// Before anything is stored: so many pushes end within the stack's limit (SDM 2A,
  /// INT n, operation). A fault names the stack only if it is a new one.
  void require_room(unsigned pushes, unsigned bytes) const {
    for (unsigned i = 1; i <= pushes; ++i)
      if (!within_limit(stack_, wrap(esp_ - i * bytes), bytes))
        refuse(kStackFault, new_stack_ ? stack_.selector : 0, external_);
  }

  void push(unsigned bytes, std::uint32_t value, bool user) {
    esp_ -= bytes;
    memory_.write(stack_.base + wrap(esp_), bytes, value, user);
  }

  void push_frame(const Gate& gate, unsigned new_cpl) {
    const bool user = new_cpl == 3;
    const unsigned bytes = width(gate);
    if (v86_)
      for (const Reg reg : {Reg::Gs, Reg::Fs, Reg::Ds, Reg::Es}) push(bytes, engine_.read(reg), user);
    if (new_stack_) {
      push(bytes, engine_.read(Reg::Ss), user);
      push(bytes, engine_.read(Reg::Esp), user);
    }
    const bool resumes = (is_fault() && !fault("cpu-no-resume-flag")) || request_.sets_resume;
    push(bytes, flags_ | (resumes ? eflags::kResume : 0), user);  // SDM 3B, 17.3.1.1
    push(bytes, engine_.read(Reg::Cs), user);
    push(bytes, request_.return_eip, user);
    if (pushes_error()) push(bytes, request_.error_code, user);
  }

  [[nodiscard]] bool is_fault() const {
    const auto v = request_.vector;
    return request_.cause == Cause::Exception && v != 1 && v != 3 && v != 4 && v != kDoubleFault;
  }

  void write_esp() {
    const auto old = engine_.read(Reg::Esp);
    engine_.write(Reg::Esp, stack_big() ? esp_ : (old & 0xFFFF0000u) | (esp_ & 0xFFFF));
  }

  /// The segments are written past the engine's public door, which refuses a
  /// write that raises the privilege.
  void commit(const Gate& gate, unsigned new_cpl) {
    auto& hidden = engine_.hidden();
    hidden.forget_exception();
    hidden.set_segment(SegmentReg::Cs, code_.cached((gate.selector() & ~3u) | new_cpl));
    hidden.set_segment(SegmentReg::Ss, stack_);
    if (v86_)
      for (const auto segment : {SegmentReg::Es, SegmentReg::Ds, SegmentReg::Fs, SegmentReg::Gs})
        hidden.set_segment(segment, {});
    hidden.settle_segments(new_cpl, false);
    hidden.store();
    write_esp();
    auto flags = flags_;
    flags &= ~(eflags::kTrap | eflags::kNestedTask | eflags::kResume | eflags::kVirtual8086);
    if (gate.clears_if() || fault("cpu-trap-gate-masks")) flags &= ~eflags::kInterrupt;
    engine_.write(Reg::Eflags, flags);
    engine_.write(Reg::Eip, gate.offset());
  }

  Engine& engine_;
  std::span<std::uint8_t> ram_;
  const InterruptRequest& request_;
  LinearMemory memory_;
  bool external_;
  std::uint32_t flags_;
  bool v86_;
  unsigned cpl_ = 0;
  Descriptor code_;
  SegmentCache stack_;
  std::uint32_t esp_ = 0;
  bool new_stack_ = false;
};

bool contributory(Vector vector) { return vector == 0 || (vector >= 10 && vector <= 13); }

/// SDM 3A, table 6-5.
bool makes_double_fault(Vector first, Vector second) {
  if (contributory(first) && !fault("cpu-no-double-fault")) return contributory(second);
  if (first == kPageFault) return contributory(second) || second == kPageFault;
  return false;
}

}  // namespace

bool has_error_code(Vector vector) {
  return vector == 8 || (vector >= 10 && vector <= 14) || vector == 17;
}

std::optional<Delivered> deliver(Engine& engine, std::span<std::uint8_t> ram,
                                 InterruptRequest request) {
  const bool real_mode = (engine.read(Reg::Cr0) & 1) == 0;
  bool in_exception = request.cause == Cause::Exception;
  for (;;) {
    TaskSwitch task;
    try {
      Attempt attempt(engine, ram, request);
      return real_mode ? attempt.through_ivt() : attempt.through_idt(task);
    } catch (const Fault& fault) {
      if (task.switched) request.fault_eip = engine.read(Reg::Eip);
      if (in_exception && request.vector == kDoubleFault) return std::nullopt;
      const bool twice = in_exception && makes_double_fault(request.vector, fault.vector);
      if (fault.vector == kPageFault) engine.write(Reg::Cr2, fault.address);
      request.vector = twice ? kDoubleFault : fault.vector;
      request.error_code = twice ? 0 : fault.error_code;
      request.return_eip = request.fault_eip;
      request.cause = Cause::Exception;
      request.sets_resume = false;
      in_exception = true;
    }
  }
}

}  // namespace vectorscope
