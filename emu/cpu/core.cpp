// SPDX-License-Identifier: GPL-2.0-or-later
// The core seen from outside: start, stop, wake, look.
#include "emu/cpu/core.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "emu/base/fault.hpp"
#include "emu/cpu/cpuid.hpp"

namespace vectorscope {

Core::Core(const Setup& setup, Clockwork& clock, Fiber& home, CoreHost& host)
    : id_(setup.id),
      blocks_(setup.blocks_from && !setup.report_stores && !setup.store_buffer),
      least_in_blocks_(setup.blocks_from.value_or(0)),
      ram_(setup.ram),
      trapped_(setup.trapped),
      clock_(clock),
      host_(host),
      orbits_(engine_, orbit_memory()),
      pages_(blocks_, setup.distrusted),
      home_(home) {
  if (setup.store_buffer) buffer_.emplace(setup.ram);
}

Result<std::unique_ptr<Core>> Core::create(const Setup& setup, Clockwork& clock, Fiber& home,
                                            CoreHost& host) {
  std::unique_ptr<Core> core(new Core(setup, clock, home, host));
  EngineHooks hooks{};
  hooks.instruction = core->blocks_ ? on_instruction_or_block : on_instruction;
  hooks.block = core->blocks_ ? on_block : nullptr;
  hooks.interrupt = on_interrupt;
  hooks.invalid_opcode = on_invalid_opcode;
  hooks.in = on_in;
  hooks.out = on_out;
  hooks.mmio_read = on_mmio_read;
  hooks.mmio_write = on_mmio_write;
  hooks.access = on_access;
  hooks.store = setup.report_stores || setup.store_buffer ? on_store : nullptr;
  if (auto opened = core->engine_.open(setup.ram, setup.trapped, hooks, core.get()); !opened)
    return tl::unexpected(opened.error());
  core->fiber_.emplace(home, [self = core.get()] { self->life(); });
  return core;
}

Core::~Core() {
  asked_to_leave_ = asked_to_end_ = true;
  while (fiber_ && !fiber_->finished()) home_.switch_to(*fiber_);
}

void Core::resume() {
  resumed_at_ = clock_.step;
  home_.switch_to(*fiber_);
}

void Core::accept() {
  asked_to_accept_ = true;
  settle();
}

void Core::settle() {
  resumed_at_ = clock_.step;
  asked_to_leave_ = true;
  home_.switch_to(*fiber_);
  asked_to_leave_ = false;
}

// Multiboot 0.6.96, 3.2: flat 32-bit segments, interrupts off. A temporary GDT
// fills the descriptor caches; the guest must load its own before it uses any.
void Core::start_protected(LinearAddress entry, std::uint32_t eax, std::uint32_t ebx,
                           std::uint32_t esp, const TableRegister& gdt) {
  engine_.write(Table::Gdtr, gdt);
  engine_.write(Reg::Cs, 0x08);
  for (Reg reg : {Reg::Ds, Reg::Es, Reg::Ss, Reg::Fs, Reg::Gs}) engine_.write(reg, 0x10);
  engine_.write(Table::Idtr, {0, 0, 0x3FF});
  engine_.write(Reg::Cr0, 0x11);
  engine_.write(Reg::Eflags, 2);
  engine_.write(Reg::Eax, eax);
  engine_.write(Reg::Ebx, ebx);
  engine_.write(Reg::Esp, esp);
  engine_.write(Reg::Eip, entry);
  look_at_segments();
  set_status(CoreStatus::Running);
  host_.publish(id_, events::CoreStarted{entry});
}

void Core::init() {
  if (status_ == CoreStatus::Dead) return;
  settle();
  const bool was_started = status_ != CoreStatus::NotStarted;
  trace_.clear();
  spinning_ = false;
  frozen_ = false;
  set_status(CoreStatus::NotStarted);
  if (was_started) host_.publish(id_, events::CoreStopped{Stop::Init, engine_.read(Reg::Eip)});
}

void Core::startup(std::uint8_t page) {
  if (status_ != CoreStatus::NotStarted && !fault("cpu-second-startup")) return;  // SDM 3C, 25.2: it is discarded
  settle();
  while (drain()) {}
  auto& hidden = engine_.hidden();
  hidden.load();
  hidden.forget_exception();
  hidden.enter_real_mode();
  hidden.store();
  engine_.flush_tlb();
  engine_.write(Reg::Eflags, 2);
  for (Reg reg : {Reg::Ds, Reg::Es, Reg::Ss, Reg::Fs, Reg::Gs}) engine_.write(reg, 0);
  for (Reg reg : {Reg::Eax, Reg::Ecx, Reg::Edx, Reg::Ebx, Reg::Esp, Reg::Ebp, Reg::Esi, Reg::Edi})
    engine_.write(reg, 0);
  reset_system_registers();
  engine_.write(Reg::Cs, static_cast<std::uint32_t>(page) << 8);
  engine_.write(Reg::Eip, 0);
  look_at_segments();
  forget_translations();
  debug_ = {};
  breakpoints_changed();
  after_ = {};
  nmi_blocked_ = false;
  last_begun_.forget();
  known_masked_ = false;
  set_status(CoreStatus::Running);
  host_.publish(id_, events::CoreStarted{static_cast<std::uint32_t>(page) << 12});
}

/// As INIT leaves them (SDM 3A, table 9-1).
void Core::reset_system_registers() {
  constexpr std::uint32_t kCr0 = 0x60000010;
  constexpr std::uint16_t kLimit = 0xFFFF;
  engine_.write(Reg::Cr0, kCr0);
  engine_.write(Reg::Cr2, 0);
  engine_.write(Reg::Cr3, 0);
  engine_.write(Reg::Cr4, 0);
  engine_.write(Table::Gdtr, {0, 0, kLimit});
  engine_.write(Table::Idtr, {0, 0, kLimit});
  auto& hidden = engine_.hidden();
  hidden.load();
  hidden.set_segment(SegmentReg::Ldtr, {0, 0, kLimit, 0x8200});
  hidden.set_segment(SegmentReg::Tr, {0, 0, kLimit, 0x8B00});
  hidden.store();
  engine_.write(Reg::Edx, cpuid(1, id_).eax);
}

void Core::die(Stop why) {
  if (status_ == CoreStatus::Dead) return;
  set_status(CoreStatus::Dead);
  host_.publish(id_, events::CoreStopped{why, engine_.read(Reg::Eip)});
}

void Core::freeze(bool frozen) {
  if (frozen == frozen_ || status_ == CoreStatus::Dead) return;
  frozen_ = frozen;
  host_.status_changed(id_);
  if (frozen) host_.publish(id_, events::CoreFrozen{});
  else host_.publish(id_, events::CoreThawed{});
}

void Core::flip_bit(Reg reg, unsigned bit) {
  settle();
  engine_.write(reg, engine_.read(reg) ^ 1u << bit);
  look_at_segments();
  known_masked_ = false;
  last_begun_.forget();
}

bool Core::would_wake() const {
  return status_ == CoreStatus::Halted && attention_ &&
         (nmi_waits() || (engine_.read(Reg::Eflags) & eflags::kInterrupt) != 0);
}

bool Core::drain() {
  if (!buffer_) return false;
  const auto store = buffer_->drain();
  if (store) host_.drained(id_, *store);
  return store.has_value();
}

std::vector<WaitingStore> Core::waiting_stores() const {
  std::vector<WaitingStore> stores;
  for (std::size_t i = 0; buffer_ && i < buffer_->size(); ++i) stores.push_back((*buffer_)[i]);
  return stores;
}

void Core::watch(const std::vector<LinearAddress>* functions) {
  watched_ = functions;
  pages_.forget_kinds();
}

Paging Core::paging() const { return engine_.paging(); }

void Core::set_a20(bool open) {
  settle();
  engine_.set_a20(open);
  forget_translations();
  last_begun_.forget();
}

Registers Core::registers() const {
  auto selector = [this](Reg reg) { return static_cast<std::uint16_t>(engine_.read(reg)); };
  Registers r{};
  r.eax = engine_.read(Reg::Eax);
  r.ecx = engine_.read(Reg::Ecx);
  r.edx = engine_.read(Reg::Edx);
  r.ebx = engine_.read(Reg::Ebx);
  r.esp = engine_.read(Reg::Esp);
  r.ebp = engine_.read(Reg::Ebp);
  r.esi = engine_.read(Reg::Esi);
  r.edi = engine_.read(Reg::Edi);
  r.eip = engine_.read(Reg::Eip);
  r.eflags = engine_.read(Reg::Eflags);
  r.es = selector(Reg::Es);
  r.cs = selector(Reg::Cs);
  r.ss = selector(Reg::Ss);
  r.ds = selector(Reg::Ds);
  r.fs = selector(Reg::Fs);
  r.gs = selector(Reg::Gs);
  r.cr0 = engine_.read(Reg::Cr0);
  r.cr2 = engine_.read(Reg::Cr2);
  r.cr3 = engine_.read(Reg::Cr3);
  r.cr4 = engine_.read(Reg::Cr4);
  const auto gdt = engine_.read(Table::Gdtr), idt = engine_.read(Table::Idtr);
  r.gdtr_base = gdt.base;
  r.gdtr_limit = static_cast<std::uint16_t>(gdt.limit);
  r.idtr_base = idt.base;
  r.idtr_limit = static_cast<std::uint16_t>(idt.limit);
  r.ldtr = engine_.read(Table::Ldtr).selector;
  r.tr = engine_.read(Table::Tr).selector;
  r.cpl = static_cast<std::uint8_t>(r.cs & 3);
  return r;
}

void Core::visit(StateVisitor& state) {
  settle();
  engine_.visit(state);
  debug_.visit(state);
  for (auto& value : sysenter_) state.field("SYSENTER", value);
  state.field("TSC", tsc_offset_);
  state.field("NMI blocked", nmi_blocked_);
  state.field("status", status_);
  state.field("frozen", frozen_);
  state.field("steps", steps_);
  if (buffer_) buffer_->visit(state);
}

void Core::set_status(CoreStatus status) {
  if (status == status_) return;
  status_ = status;
  host_.status_changed(id_);
}

bool Core::is_watched(LinearAddress address) const {
  return watched_ && std::binary_search(watched_->begin(), watched_->end(), address);
}

std::vector<std::uint8_t> Core::peek(LinearAddress address, std::uint32_t size) const {
  std::vector<std::uint8_t> bytes;
  const auto tables = paging();
  for (std::uint32_t i = 0; i < size; ++i) {
    const auto physical = peek_walk(ram_, tables, address + i);
    if (!physical || *physical >= ram_.size()) break;
    bytes.push_back(ram_[*physical]);
  }
  return bytes;
}

std::uint32_t Core::peek32(LinearAddress address) const {
  const auto bytes = peek(address, 4);
  std::uint32_t value = 0;
  if (bytes.size() == 4) std::memcpy(&value, bytes.data(), 4);
  return value;
}

LinearAddress Core::stack_pointer() const { return engine_.read(Reg::Esp); }

}  // namespace vectorscope
