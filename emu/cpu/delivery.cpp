// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/delivery.hpp"

#include "emu/cpu/registers.hpp"

namespace vectorscope {
namespace {

constexpr Vector kDoubleFault = 8, kInvalidTss = 10, kNotPresent = 11, kStackFault = 12,
                 kGeneralProtection = 13, kPageFault = 14;
constexpr std::uint32_t kIdtReference = 2;  // error code: the index is in the IDT

struct Descriptor {
  std::uint32_t low = 0, high = 0;
  [[nodiscard]] std::uint32_t base() const {
    return (low >> 16) | ((high & 0xFF) << 16) | (high & 0xFF000000u);
  }
  [[nodiscard]] unsigned dpl() const { return (high >> 13) & 3; }
  [[nodiscard]] bool present() const { return (high & 0x8000) != 0; }
  [[nodiscard]] bool is_code() const { return (high & 0x1800) == 0x1800; }
  [[nodiscard]] bool is_writable_data() const { return (high & 0x1A00) == 0x1200; }
  [[nodiscard]] bool conforming() const { return (high & 0x400) != 0; }
  [[nodiscard]] bool big() const { return (high & 0x400000) != 0; }
};

struct Gate {
  Descriptor raw;
  [[nodiscard]] unsigned type() const { return (raw.high >> 8) & 0x1F; }
  [[nodiscard]] bool valid() const { return type() == 6 || type() == 7 || type() == 14 || type() == 15; }
  [[nodiscard]] bool wide() const { return (type() & 8) != 0; }
  [[nodiscard]] bool clears_if() const { return (type() & 1) == 0; }
  [[nodiscard]] std::uint32_t selector() const { return raw.low >> 16; }
  [[nodiscard]] std::uint32_t offset() const {
    const auto low = raw.low & 0xFFFF;
    return wide() ? (raw.high & 0xFFFF0000u) | low : low;
  }
};

/// Throws an error that names `selector`; EXT tells that the program did not
/// ask for the interrupt (SDM 3A, 6.13).
[[noreturn]] void refuse(Vector vector, std::uint32_t selector, bool external) {
  throw Fault{vector, (selector & 0xFFFCu) | (external ? 1u : 0u), 0};
}

class Attempt {
 public:
  Attempt(Engine& engine, std::span<std::uint8_t> ram, const InterruptRequest& request)
      : engine_(engine), ram_(ram), request_(request),
        paging_{engine.read(Reg::Cr0), engine.read(Reg::Cr3), engine.read(Reg::Cr4)},
        external_(request.cause != Cause::Software) {
    engine_.hidden().load();
    cpl_ = engine_.hidden().cpl();
  }

  Delivered through_idt() {
    const Gate gate = read_gate();
    const Descriptor code = check_code(gate);
    const unsigned new_cpl = code.conforming() ? cpl_ : code.dpl();
    choose_stack(new_cpl);
    push_frame(gate, new_cpl);
    const auto frame = stack_base_ + wrap(esp_) + (pushes_error() ? width(gate) : 0);
    commit(gate, new_cpl);
    return {request_.vector, request_.cause, request_.return_eip, frame};
  }

  Delivered through_ivt() {
    const auto table = engine_.read(Table::Idtr);
    if (request_.vector * 4u + 3 > table.limit) refuse(kGeneralProtection, 0, false);
    const auto entry = load32(ram_, table.base + request_.vector * 4u);
    stack_base_ = engine_.hidden().segment_base(2);
    stack_big_ = false;
    esp_ = engine_.read(Reg::Esp);
    const auto flags = engine_.read(Reg::Eflags);
    push(2, flags, false);
    push(2, engine_.read(Reg::Cs), false);
    push(2, request_.return_eip, false);
    forget();
    engine_.write(Reg::Esp, (engine_.read(Reg::Esp) & 0xFFFF0000u) | (esp_ & 0xFFFF));
    engine_.write(Reg::Eflags, flags & ~(eflags::kInterrupt | eflags::kTrap));
    engine_.write(Reg::Cs, entry >> 16);
    engine_.write(Reg::Eip, entry & 0xFFFF);
    return {request_.vector, request_.cause, request_.return_eip, stack_base_ + wrap(esp_)};
  }

 private:
  [[nodiscard]] bool pushes_error() const {
    return request_.cause == Cause::Exception && has_error_code(request_.vector);
  }
  [[nodiscard]] static unsigned width(const Gate& gate) { return gate.wide() ? 4 : 2; }
  [[nodiscard]] std::uint32_t wrap(std::uint32_t esp) const { return stack_big_ ? esp : esp & 0xFFFF; }

  std::uint32_t read_byte(LinearAddress address) {
    const auto physical = walk(ram_, paging_, address, Purpose::Read, false);
    return physical < ram_.size() ? ram_[physical] : 0xFFu;
  }
  std::uint32_t read32(LinearAddress address) {
    std::uint32_t value = 0;
    for (unsigned i = 0; i < 4; ++i) value |= read_byte(address + i) << (8 * i);
    return value;
  }
  Descriptor read_descriptor(LinearAddress at) { return {read32(at), read32(at + 4)}; }

  Gate read_gate() {
    const auto idt = engine_.read(Table::Idtr);
    const auto code = request_.vector * 8u + kIdtReference + (external_ ? 1u : 0u);
    if (request_.vector * 8u + 7 > idt.limit) throw Fault{kGeneralProtection, code, 0};
    const Gate gate{read_descriptor(idt.base + request_.vector * 8u)};
    if (!gate.valid()) throw Fault{kGeneralProtection, code, 0};
    if (request_.cause == Cause::Software && gate.raw.dpl() < cpl_)
      throw Fault{kGeneralProtection, code, 0};
    if (!gate.raw.present()) throw Fault{kNotPresent, code, 0};
    return gate;
  }

  /// The descriptor that a selector names; nothing if it is outside its table.
  std::optional<Descriptor> look_up(std::uint32_t selector) {
    const auto table = engine_.read((selector & 4) != 0 ? Table::Ldtr : Table::Gdtr);
    if ((selector | 7) > table.limit) return std::nullopt;
    return read_descriptor(table.base + (selector & ~7u));
  }

  Descriptor check_code(const Gate& gate) {
    const auto selector = gate.selector();
    if ((selector & ~3u) == 0) refuse(kGeneralProtection, 0, external_);
    const auto code = look_up(selector);
    if (!code || !code->is_code() || code->dpl() > cpl_)
      refuse(kGeneralProtection, selector, external_);
    if (!code->present()) refuse(kNotPresent, selector, external_);
    return *code;
  }

  void choose_stack(unsigned new_cpl) {
    if (new_cpl < cpl_) return switch_stack(new_cpl);
    esp_ = engine_.read(Reg::Esp);
    stack_base_ = engine_.hidden().segment_base(2);
    stack_big_ = (engine_.hidden().segment_flags(2) & 0x400000u) != 0;
  }

  /// To the stack that the task-state segment holds for the inner ring.
  void switch_stack(unsigned new_cpl) {
    const auto task = engine_.read(Table::Tr);
    if (task.limit < 4 + 8 * new_cpl + 5) refuse(kInvalidTss, task.selector, external_);
    esp_ = read32(task.base + 4 + 8 * new_cpl);
    const auto selector = read32(task.base + 8 + 8 * new_cpl) & 0xFFFF;
    if ((selector & ~3u) == 0) refuse(kInvalidTss, 0, external_);
    const auto stack = look_up(selector);
    if (!stack || (selector & 3) != new_cpl || stack->dpl() != new_cpl || !stack->is_writable_data())
      refuse(kInvalidTss, selector, external_);
    if (!stack->present()) refuse(kStackFault, selector, external_);
    stack_base_ = stack->base();
    stack_big_ = stack->big();
    new_stack_ = selector;
  }

  void push(unsigned bytes, std::uint32_t value, bool user) {
    esp_ -= bytes;
    for (unsigned i = 0; i < bytes; ++i) {
      const auto physical =
          walk(ram_, paging_, stack_base_ + wrap(esp_ + i), Purpose::Write, user);
      if (physical < ram_.size()) ram_[physical] = static_cast<std::uint8_t>(value >> (8 * i));
    }
  }

  void push_frame(const Gate& gate, unsigned new_cpl) {
    const bool user = new_cpl == 3;
    const unsigned bytes = width(gate);
    auto flags = engine_.read(Reg::Eflags);
    if (is_fault()) flags |= eflags::kResume;  // SDM 3B, 17.3.1.1
    if (new_stack_) {
      push(bytes, engine_.read(Reg::Ss), user);
      push(bytes, engine_.read(Reg::Esp), user);
    }
    push(bytes, flags, user);
    push(bytes, engine_.read(Reg::Cs), user);
    push(bytes, request_.return_eip, user);
    if (pushes_error()) push(bytes, request_.error_code, user);
  }

  [[nodiscard]] bool is_fault() const {
    const auto v = request_.vector;
    return request_.cause == Cause::Exception && v != 1 && v != 3 && v != 4 && v != kDoubleFault;
  }

  void forget() {
    engine_.hidden().forget_exception();
    engine_.hidden().store();
  }

  void commit(const Gate& gate, unsigned new_cpl) {
    auto flags = engine_.read(Reg::Eflags);
    forget();
    load_stack_segment();
    engine_.write(Reg::Cs, (gate.selector() & ~3u) | new_cpl);
    const auto old_esp = engine_.read(Reg::Esp);
    engine_.write(Reg::Esp, stack_big_ ? esp_ : (old_esp & 0xFFFF0000u) | (esp_ & 0xFFFF));
    flags &= ~(eflags::kTrap | eflags::kNestedTask | eflags::kResume | eflags::kVirtual8086);
    if (gate.clears_if()) flags &= ~eflags::kInterrupt;
    engine_.write(Reg::Eflags, flags);
    engine_.write(Reg::Eip, gate.offset());
  }

  /// The engine refuses a write that raises the privilege. With PE clear in the
  /// register file alone, writing SS takes its real-mode path and makes CPL 0.
  void load_stack_segment() {
    if (!new_stack_) return;
    const auto cr0 = engine_.read(Reg::Cr0);
    engine_.write(Reg::Cr0, cr0 & ~1u);
    engine_.write(Reg::Ss, 0);
    engine_.write(Reg::Cr0, cr0);
    engine_.write(Reg::Ss, *new_stack_);
  }

  Engine& engine_;
  std::span<std::uint8_t> ram_;
  const InterruptRequest& request_;
  Paging paging_;
  bool external_;
  unsigned cpl_ = 0;
  std::uint32_t esp_ = 0, stack_base_ = 0;
  bool stack_big_ = true;
  std::optional<std::uint32_t> new_stack_;
};

bool contributory(Vector vector) { return vector == 0 || (vector >= 10 && vector <= 13); }

/// SDM 3A, table 6-5.
bool makes_double_fault(Vector first, Vector second) {
  if (contributory(first)) return contributory(second);
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
    try {
      Attempt attempt(engine, ram, request);
      return real_mode ? attempt.through_ivt() : attempt.through_idt();
    } catch (const Fault& fault) {
      if (in_exception && request.vector == kDoubleFault) return std::nullopt;
      const bool twice = in_exception && makes_double_fault(request.vector, fault.vector);
      if (fault.vector == kPageFault) engine.write(Reg::Cr2, fault.address);
      request.vector = twice ? kDoubleFault : fault.vector;
      request.error_code = twice ? 0 : fault.error_code;
      request.return_eip = request.fault_eip;
      request.cause = Cause::Exception;
      in_exception = true;
    }
  }
}

}  // namespace vectorscope
