// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/task_switch.hpp"

#include <array>

#include "emu/base/fault.hpp"
#include "emu/cpu/descriptor.hpp"
#include "emu/cpu/exception_vectors.hpp"
#include "emu/cpu/linear_memory.hpp"
#include "emu/cpu/registers.hpp"

namespace vectorscope {
namespace {

constexpr std::uint32_t kBusy = 1u << 9;  // in the descriptor's second half
constexpr std::uint32_t kCr0TaskSwitched = 1u << 3;

constexpr std::array kGeneral = {Reg::Eax, Reg::Ecx, Reg::Edx, Reg::Ebx,
                                 Reg::Esp, Reg::Ebp, Reg::Esi, Reg::Edi};
constexpr std::array kSegments = {SegmentReg::Es, SegmentReg::Cs, SegmentReg::Ss,
                                  SegmentReg::Ds, SegmentReg::Fs, SegmentReg::Gs};

/// Where things lie in a TSS (SDM 3A, 7.2.1 and 7.6).
struct Layout {
  unsigned bytes, limit, eip, eflags, general, segments, segment_count, segment_step, ldt;
};
constexpr Layout kWide = {4, 103, 0x20, 0x24, 0x28, 0x48, 6, 4, 0x60};
constexpr Layout kNarrow = {2, 43, 0x0E, 0x10, 0x12, 0x22, 4, 2, 0x2A};

const Layout& layout_of(std::uint32_t flags) { return ((flags >> 8) & 8) != 0 ? kWide : kNarrow; }

class Switch {
 public:
  Switch(Engine& engine, std::span<std::uint8_t> ram, TaskSwitch& task)
      : engine_(engine), ram_(ram), task_(task), memory_(ram, engine.paging()) {
    engine.hidden().load();
    old_ = engine.hidden().segment(SegmentReg::Tr);
  }

  void carry_out() {
    check();
    read_new();
    save_old();
    link();
    load_registers();
    task_.switched = true;
    load_ldt();
    load_segments();
    // The last check, in the new task (SDM 2A, JMP, TASK-GATE).
    engine_.hidden().load();
    if (eip_ > engine_.hidden().segment(SegmentReg::Cs).limit) refuse(kGeneralProtection, 0);
  }

 private:
  [[noreturn]] void refuse(Vector vector, std::uint32_t selector) const {
    throw Fault{vector, (selector & 0xFFFCu) | (task_.external ? 1u : 0u), 0};
  }
  [[nodiscard]] LinearAddress descriptor_at(std::uint32_t selector) const {
    return engine_.read(Table::Gdtr).base + (selector & ~7u);
  }

  void check() {
    constexpr unsigned kAvailable = 1, kBusyType = 3;  // 9 and 11 for 32 bits
    const auto selector = task_.selector;
    const bool returns = task_.way == TaskWay::Return;
    const auto wrong = returns ? kInvalidTss : kGeneralProtection;
    if ((selector & 4) != 0) refuse(wrong, selector);
    const auto tss = memory_.look_up(engine_, selector);
    if (!tss || (tss->type() & 0x17) != (returns ? kBusyType : kAvailable)) refuse(wrong, selector);
    if (!tss->present()) refuse(kNotPresent, selector);
    new_ = tss->cached(selector);
    layout_ = &layout_of(new_.flags);
    if (new_.limit < layout_->limit) refuse(kInvalidTss, selector);
    task_.wide = layout_ == &kWide;
  }

  [[nodiscard]] std::uint32_t field(unsigned offset, unsigned bytes) const {
    return memory_.read(new_.base + offset, bytes);
  }

  /// A page fault here is still the old task's.
  void read_new() {
    const auto& at = *layout_;
    eip_ = field(at.eip, at.bytes);
    eflags_ = field(at.eflags, at.bytes);
    for (unsigned i = 0; i < 8; ++i) {
      general_[i] = field(at.general + i * at.bytes, at.bytes);
      if (!task_.wide) general_[i] |= 0xFFFF0000u;
    }
    for (unsigned i = 0; i < at.segment_count; ++i)
      selectors_[i] = field(at.segments + i * at.segment_step, 2);
    ldt_ = field(at.ldt, 2);
    if (!task_.wide) return;
    cr3_ = field(0x1C, 4);
    task_.trap = (field(0x64, 2) & 1) != 0;
  }

  void save_old() {
    const auto& at = layout_of(old_.flags);
    memory_.probe(old_.base + at.eip, Purpose::Write);
    memory_.probe(old_.base + at.segments + at.segment_count * at.segment_step - 1, Purpose::Write);
    memory_.probe(new_.base, Purpose::Write);
    memory_.write(old_.base + at.eip, at.bytes, task_.return_eip);
    auto flags = engine_.read(Reg::Eflags);
    if (task_.way == TaskWay::Return && !fault("task-keeps-nt")) flags &= ~eflags::kNestedTask;
    memory_.write(old_.base + at.eflags, at.bytes, flags);
    for (unsigned i = 0; i < 8; ++i)
      memory_.write(old_.base + at.general + i * at.bytes, at.bytes, engine_.read(kGeneral[i]));
    for (unsigned i = 0; i < at.segment_count; ++i)
      memory_.write(old_.base + at.segments + i * at.segment_step, 2,
                    engine_.hidden().segment(kSegments[i]).selector);
  }

  /// SDM 3A, table 7-2: the back link, NT and who is busy.
  void link() {
    if (task_.way == TaskWay::Nest) {
      memory_.write(new_.base, 2, old_.selector);
      eflags_ |= eflags::kNestedTask;
    } else if (!fault("task-stays-busy")) {
      const auto at = descriptor_at(old_.selector) + 4;
      memory_.write(at, 4, memory_.read(at, 4) & ~kBusy);
    }
    new_.flags |= kBusy;
    if (task_.way != TaskWay::Return) memory_.write(descriptor_at(task_.selector) + 4, 4, new_.flags);
  }

  /// What cannot fault. The segments hold their selectors and nothing else yet.
  void load_registers() {
    auto& hidden = engine_.hidden();
    hidden.forget_exception();
    hidden.set_segment(SegmentReg::Tr, new_);
    hidden.set_segment(SegmentReg::Ldtr, {ldt_, 0, 0, 0});
    const bool v86 = (eflags_ & eflags::kVirtual8086) != 0;
    for (unsigned i = 0; i < kSegments.size(); ++i)
      hidden.set_segment(kSegments[i], v86 ? paragraph(selectors_[i], 3)
                                           : SegmentCache{selectors_[i], 0, 0, 0});
    cpl_ = v86 ? 3 : selectors_[1] & 3;
    hidden.settle_segments(cpl_, v86);
    hidden.store();
    engine_.write(Reg::Cr0, engine_.read(Reg::Cr0) | kCr0TaskSwitched);
    if (cr3_ && (engine_.read(Reg::Cr0) & 0x80000000u) != 0) engine_.write(Reg::Cr3, *cr3_);
    for (unsigned i = 0; i < 8; ++i) engine_.write(kGeneral[i], general_[i]);
    engine_.write(Reg::Eflags, eflags_ | 2);
    engine_.write(Reg::Eip, eip_);
    memory_ = LinearMemory(ram_, engine_.paging());
  }

  void load_ldt() {
    if ((ldt_ & 0xFFFC) == 0) return;
    const auto ldt = (ldt_ & 4) != 0 ? std::nullopt : memory_.look_up(engine_, ldt_);
    if (!ldt || ldt->type() != 2 || !ldt->present()) refuse(kInvalidTss, ldt_);
    auto& hidden = engine_.hidden();
    hidden.load();
    hidden.set_segment(SegmentReg::Ldtr, ldt->cached(ldt_));
    hidden.store();
  }

  void load_segments() {
    if ((eflags_ & eflags::kVirtual8086) != 0) return;
    for (const auto segment : {SegmentReg::Cs, SegmentReg::Ss, SegmentReg::Es, SegmentReg::Ds, SegmentReg::Fs,
                               SegmentReg::Gs})
      load_segment(segment);
  }

  /// SDM 3A, table 7-1.
  void load_segment(SegmentReg segment) {
    const auto selector = selectors_[static_cast<unsigned>(segment)];
    const bool code = segment == SegmentReg::Cs, stack = segment == SegmentReg::Ss;
    if ((selector & 0xFFFC) == 0) {
      if (code || stack) refuse(kInvalidTss, selector);
      return;
    }
    const auto found = memory_.look_up(engine_, selector);
    if (!found || !fits(*found, selector, code, stack)) refuse(kInvalidTss, selector);
    if (!found->present()) refuse(stack ? kStackFault : kNotPresent, selector);
    auto& hidden = engine_.hidden();
    hidden.load();
    hidden.set_segment(segment, found->cached(selector));
    hidden.settle_segments(cpl_, false);
    hidden.store();
  }

  [[nodiscard]] bool fits(const Descriptor& found, std::uint32_t selector, bool code,
                          bool stack) const {
    const unsigned rpl = selector & 3;
    if (code)
      return found.is_code() && (found.conforming() ? found.dpl() <= rpl : found.dpl() == rpl);
    if (stack) return found.is_writable_data() && found.dpl() == cpl_ && rpl == cpl_;
    return found.is_readable() && (found.conforming() || (found.dpl() >= cpl_ && found.dpl() >= rpl));
  }

  Engine& engine_;
  std::span<std::uint8_t> ram_;
  TaskSwitch& task_;
  LinearMemory memory_;
  SegmentCache old_, new_;
  const Layout* layout_ = nullptr;
  std::uint32_t eip_ = 0, eflags_ = 0, ldt_ = 0;
  std::optional<std::uint32_t> cr3_;
  std::array<std::uint32_t, 8> general_{};
  std::array<std::uint32_t, 6> selectors_{};
  unsigned cpl_ = 0;
};

}  // namespace

void switch_task(Engine& engine, std::span<std::uint8_t> ram, TaskSwitch& task) {
  Switch(engine, ram, task).carry_out();
}

}  // namespace vectorscope
