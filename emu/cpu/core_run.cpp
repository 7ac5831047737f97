// SPDX-License-Identifier: GPL-2.0-or-later
// The core from within: everything here runs on the core's own stack.
#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "emu/cpu/core.hpp"
#include "emu/cpu/cpuid.hpp"
#include "emu/cpu/linear_memory.hpp"

namespace vectorscope {
namespace {

// A core that has executed no PAUSE for this many steps spins no more.
constexpr Step kSpinEndsAfter = 64;

// Far below what fits the engine's code buffer: one that fills up crashes it.
constexpr std::uint64_t kTranslatedAtMost = 100'000;

constexpr Vector kDebug = 1, kInvalidOpcode = 6, kGeneralProtection = 13, kPageFault = 14;

/// SYSENTER_CS, SYSENTER_ESP and SYSENTER_EIP.
constexpr std::uint32_t kSysenterCs = 0x174;
constexpr bool is_sysenter_msr(std::uint32_t index) { return index - kSysenterCs < 3; }

}  // namespace

// --- the loop around the engine -------------------------------------------

void Core::life() {
  if (buffer_) buffer_->cover();
  while (!asked_to_end_) {
    if (std::exchange(asked_to_accept_, false) && can_run() && attention_ && interruptible())
      take_interrupt();
    if (asked_to_leave_ || clock_.step >= clock_.limit || !can_run()) {
      pass_turn();
    } else if (after_.any()) {
      settle_instruction();
    } else if (attention_ && interruptible()) {
      take_interrupt();
    } else {
      execute();
    }
  }
}

void Core::execute() {
  if (engine_.translated() > kTranslatedAtMost) drop_translations();
  left_at_.reset();
  recorded_.reset();
  to_emulate_.reset();
  code_changed_ = false;
  cr2_before_ = engine_.read(Reg::Cr2);
  finish(engine_.run());
}

// Why the engine came back.
void Core::finish(Engine::Exit exit) {
  if (exit == Engine::Exit::Failed) return die(Stop::HostRefused);
  // Nothing answers there: the bus floats high, and FF FF is no instruction.
  if (exit == Engine::Exit::FetchFailed) return raise(kInvalidOpcode, 0);
  if (recorded_) return deliver_recorded();
  if (left_at_) {
    // With a segment base the engine leaves the linear address in EIP.
    engine_.hidden().load();
    engine_.write(Reg::Eip, *left_at_ - engine_.hidden().segment(SegmentReg::Cs).base);
    if (code_changed_) drop_translations();
    if (to_emulate_) emulate();
    return;
  }
  set_status(CoreStatus::Halted);  // the engine returns by itself after HLT only
  end_spin();
  host_.publish(id_, events::CoreHalted{(engine_.read(Reg::Eflags) & eflags::kInterrupt) != 0});
}

void Core::drop_translations() {
  engine_.flush_code();
  engine_.flush_tlb();
  pages_.refresh_all();
  last_begun_ = kNoInstruction;
}

// --- before each instruction ----------------------------------------------

// What nearly every instruction is comes first and saves no registers.
void Core::on_instruction(uc_struct*, std::uint64_t address, std::uint32_t size, void* self) {
  auto& core = *static_cast<Core*>(self);
  const auto at = static_cast<LinearAddress>(address);
  const CodePage* page = core.pages_.seen_at(at);
  const auto offset = at % kPageBytes;
  if (at != core.last_begun_ && core.clock_.step < core.clock_.limit && page != nullptr &&
      page->kind[offset] == InstructionKind::Plain && page->surely_unchanged(offset, size)) [[likely]] {
    core.last_begun_ = at;
    ++core.clock_.step;
    return;
  }
  core.begin_slowly(at, size);
}

void Core::begin_slowly(LinearAddress at, std::uint32_t size) {
  if (at == last_begun_ && begins_again(at, size)) return;
  if (clock_.step >= clock_.limit && !gate(at)) return;
  const CodePage* page = pages_.seen_at(at);
  const auto offset = at % kPageBytes;
  const bool plain = page != nullptr && page->kind[offset] == InstructionKind::Plain &&
                     page->unchanged(offset, size);
  if (!plain && !next_iteration(page, at, size) && !examine(at, size)) return;
  last_begun_ = at;
  ++clock_.step;
}

/// A store into the block that executes it makes the engine translate anew and
/// begin the instruction once more. It was counted.
bool Core::begins_again(LinearAddress address, std::uint32_t size) const {
  const auto* page = pages_.seen_at(address);
  if (!page || size > kLongestInstruction) return false;
  if (page->kind[address % kPageBytes] == InstructionKind::Repeated) return repeats_iteration();
  // As it was when it was begun: it may have been overwritten since.
  return !may_follow_itself(std::span(page->shadow).subspan(address % kPageBytes, size));
}

/// The same for an iteration of REP, which the count in CX or ECX tells from the
/// next one. It is asked for only where the engine translated something anew.
bool Core::repeats_iteration() const {
  if (engine_.translated() == repeat_.translated) return false;
  const auto begun = static_cast<std::uint32_t>(own_steps() - repeat_.since);
  const auto next = repeat_.count - begun;
  return ((engine_.read(Reg::Ecx) - next) & 0xFFFF) == 1;
}

/// The fast path of an instruction that was examined at its first iteration.
bool Core::next_iteration(const CodePage* page, LinearAddress address, std::uint32_t size) const {
  return address == last_begun_ && page != nullptr &&
         page->kind[address % kPageBytes] == InstructionKind::Repeated &&
         page->unchanged(address % kPageBytes, size);
}

/// Waits for the core's turn. False: the core leaves the engine instead.
bool Core::gate(LinearAddress address) {
  for (;;) {
    if (asked_to_leave_) return leave(address), false;
    if (clock_.step < clock_.limit && can_run()) break;
    pass_turn();
  }
  if (!after_.any() && (!attention_ || known_masked_ || !interruptible())) return true;
  leave(address);
  return false;
}

/// To the core whose turn it is, or home.
void Core::pass_turn() {
  if (spinning_) end_spin_if_over();
  steps_ = own_steps();
  resumed_at_ = clock_.step;
  if (!buffer_) return switch_away();
  complete_stores();
  buffer_->uncover();
  switch_away();
  buffer_->cover();
}

void Core::switch_away() {
  if (asked_to_leave_ || !clock_.turn_passes()) return fiber_->switch_to(home_);
  Core& next = *clock_.follower[id_];
  clock_.begin_turn(next.id_, clock_.step + clock_.quantum);
  if (&next == this) return;
  next.resumed_at_ = clock_.step;
  fiber_->switch_to(*next.fiber_);
}

void Core::leave(LinearAddress address) {
  left_at_ = address;
  engine_.stop();
}

/// The slow path: a page or an instruction that is new, changed or special.
/// False: the core left the engine.
bool Core::examine(LinearAddress address, std::uint32_t size) {
  // One that the engine could not decode has no size; #UD follows, unless what
  // stands there now is another one.
  const bool undecoded = size > kLongestInstruction;
  if (undecoded) size = kLongestInstruction;
  auto* page = code_page(address);
  if (!page) return true;
  const auto offset = address % kPageBytes;
  const bool crosses = offset + size > kPageBytes;
  if (!page->unchanged(offset, size) || (crosses && !rest_unchanged(address + size))) {
    code_changed_ = true;
    leave(address);
    return false;
  }
  if (undecoded) return true;
  // One that goes on in the next page is looked at every time: its kind stays
  // unknown, since that page may change, or be another one next time.
  auto kind = page->kind[offset];
  if (kind == InstructionKind::Unknown) kind = look_at(address, size);
  if (!crosses) page->kind[offset] = kind;
  return kind == InstructionKind::Plain || special(address, size, kind);
}

/// What an instruction that ends before `end` has in its second page.
bool Core::rest_unchanged(LinearAddress end) {
  const auto begin = end / kPageBytes * kPageBytes;
  const auto* page = code_page(begin);
  return !page || end == begin || page->unchanged(0, end - begin);
}

/// Nothing where no RAM answers.
CodePage* Core::code_page(LinearAddress address) {
  if (auto* page = pages_.seen_at(address)) return page;
  const auto physical = peek_walk(ram_, paging(), address);
  if (!physical || *physical >= ram_.size()) return nullptr;
  return &pages_.enter(address, *physical, ram_);
}

InstructionKind Core::look_at(LinearAddress address, std::uint32_t size) const {
  if (is_watched(address) || trace_.is_return(address) || debug_.executed(address) != 0)
    return InstructionKind::Watched;
  const auto kind = classify(peek(address, size));
  return kind == InstructionKind::Serializing && !buffer_ ? InstructionKind::Plain : kind;
}

bool Core::special(LinearAddress address, std::uint32_t size, InstructionKind kind) {
  using enum InstructionKind;
  if (kind == Watched) {
    if (hits_breakpoint(address)) return false;
    announce(address);
    // Whoever watches may have asked to stop here, before the instruction.
    if (clock_.step >= clock_.limit && !gate(address)) return false;
    kind = classify(peek(address, size));
  }
  if (kind != Iret && drains_stores(kind)) serialize();
  switch (kind) {
    case FarTransfer:
      pages_.forget_translations();
      note_task();
      [[fallthrough]];
    case MayEnableInterrupts:
      known_masked_ = false;
      if (attention_) clock_.stop_after_next();
      return true;
    case Iret:
      note_iret();
      if (nmi_blocked_) {
        after_.nmi = true;
        clock_.stop_after_next();
      }
      if (clock_.step >= clock_.limit && !gate(address)) return false;
      serialize();
      if ((engine_.read(Reg::Eflags) & eflags::kNestedTask) != 0) {
        pages_.forget_translations();
        note_task();
      } else if ((peek32(linear_stack() + 8) & eflags::kResume) != 0) {
        after_.resume_flag = true;
        clock_.stop_after_next();
      }
      known_masked_ = false;
      if (attention_) clock_.stop_after_next();
      return true;
    case Repeated: repeat_ = {own_steps(), engine_.read(Reg::Ecx), engine_.translated()}; return true;
    case Pause: note_pause(); return true;
    case Paging: pages_.forget_translations(); return true;
    case PortIo:
    case PushFlags:
      if (kind == PortIo && debug_.watches_ports()) note_ports(address, size);
      if (kind == PortIo ? io_allowed(address, size)
                         : (engine_.read(Reg::Eflags) & eflags::kVirtual8086) == 0)
        return true;
      [[fallthrough]];
    case ReadTsc:
    case ReadMsr:
    case WriteMsr:
    case ReadDebug:
    case WriteDebug:
    case Icebp:
    case Cpuid:
    case Sysenter:
    case Sysexit:
    case LockRefused:
      last_begun_ = address;
      ++clock_.step;  // begun; it is carried out outside the engine
      to_emulate_ = kind;
      emulated_length_ = size;
      leave(address);
      return false;
    default: return true;
  }
}

// --- what the core is inside of -------------------------------------------

/// A watched function begins or ends here.
void Core::announce(LinearAddress address) {
  const auto esp = stack_pointer();
  while (const auto call = trace_.returned(address, esp))
    host_.publish(id_, events::FunctionExit{call->function, engine_.read(Reg::Eax)});
  if (!is_watched(address)) return;
  const auto return_address = peek32(esp);
  if (!trace_.call({address, return_address, esp})) return;
  pages_.forget_kind(return_address);
  host_.publish(id_, events::FunctionEnter{address, peek32(esp + 4)});
}

void Core::note_iret() {
  const auto interrupt = trace_.leave(stack_pointer());
  if (!interrupt) return;
  end_spin();
  host_.publish(id_, events::InterruptExit{interrupt->vector, trace_.depth(), engine_.read(Reg::Eax)});
}

void Core::note_pause() {
  last_pause_ = own_steps();
  if (spinning_) return;
  spinning_ = true;
  host_.publish(id_, events::SpinBegin{});
}

void Core::end_spin_if_over() {
  if (own_steps() - last_pause_ > kSpinEndsAfter) end_spin();
}

void Core::end_spin() {
  if (!spinning_) return;
  spinning_ = false;
  host_.publish(id_, events::SpinEnd{});
}

// --- interrupts and exceptions --------------------------------------------

/// IF=1 (or an NMI waits), and not in the shadow of STI, MOV SS or POP SS. In
/// the shadow the core asks again one instruction later.
bool Core::interruptible() {
  if (known_masked_) return false;
  if (!nmi_waits() && (engine_.read(Reg::Eflags) & eflags::kInterrupt) == 0) {
    known_masked_ = true;
    return false;
  }
  engine_.hidden().load();
  if (!engine_.hidden().interrupt_shadow()) return true;
  clock_.stop_after_next();
  return false;
}

void Core::take_interrupt() {
  const auto accepted = host_.acknowledge(id_);
  if (!accepted) return;
  if (status_ == CoreStatus::Halted) {
    set_status(CoreStatus::Running);
    host_.publish(id_, events::CoreWoken{});
  }
  const auto eip = engine_.read(Reg::Eip);
  if (accepted->cause == Cause::Nmi) nmi_blocked_ = true;
  deliver_and_tell({accepted->vector, accepted->cause, 0, eip, eip, false});
}

void Core::on_interrupt(uc_struct*, std::uint32_t vector, void* self) {
  auto& core = *static_cast<Core*>(self);
  if (core.buffer_) core.buffer_->abandon(core.clock_.step);
  if (core.recorded_) return;  // #UD also comes by the invalid-opcode hook: take it once
  auto& hidden = core.engine_.hidden();
  hidden.load();
  core.recorded_ = Recorded{static_cast<Vector>(vector), hidden.raised_by_int(), hidden.error_code(),
                            core.engine_.read(Reg::Eip)};
  if (vector == kDebug && !core.recorded_->software) {
    core.debug_.raised(core.after_.debug | DebugRegisters::kSingleStep);
    core.after_.debug = 0;
  }
  core.engine_.stop();
}

bool Core::on_invalid_opcode(uc_struct*, void* self) {
  auto& core = *static_cast<Core*>(self);
  auto& hidden = core.engine_.hidden();
  hidden.load();
  // INT 6 comes here too, with EIP on it.
  const bool software = hidden.raised_by_int();
  core.recorded_ = Recorded{kInvalidOpcode, software, 0, core.engine_.read(Reg::Eip) + (software ? 2 : 0)};
  core.engine_.stop();
  return true;
}

void Core::deliver_recorded() {
  const auto recorded = *recorded_;
  recorded_.reset();
  if (fetched_ahead(recorded)) return;
  InterruptRequest request{recorded.vector, Cause::Exception, recorded.error_code, recorded.eip,
                           recorded.eip, recorded.debug_fault};
  if (recorded.software) {
    // INT3 and INTO have one byte, INT n two.
    const auto before = peek(recorded.eip - 1 + code_base(), 1);
    const bool one_byte = !before.empty() && ((recorded.vector == 3 && before[0] == 0xCC) ||
                                              (recorded.vector == 4 && before[0] == 0xCE));
    request.cause = Cause::Software;
    request.fault_eip = recorded.eip - (one_byte ? 1 : 2);
  }
  deliver_and_tell(request);
}

/// The engine translates ahead, into the next page: a fault there comes before
/// its time, at the first instruction of the block. That one is translated
/// alone then; if it is the one that goes on in the next page, it faults again.
bool Core::fetched_ahead(const Recorded& recorded) {
  const bool was_alone =
      own_steps() - std::exchange(alone_since_, kNever) <= 1 && alone_at_ == recorded.eip;
  if (was_alone || recorded.vector != kPageFault || recorded.software) return false;
  const auto next_page = (recorded.eip + code_base()) / kPageBytes * kPageBytes + kPageBytes;
  if (engine_.read(Reg::Cr2) != next_page) return false;
  engine_.write(Reg::Cr2, cr2_before_);
  auto& hidden = engine_.hidden();
  hidden.load();
  hidden.forget_exception();
  hidden.begin_shadow();
  hidden.store();
  alone_since_ = own_steps();
  alone_at_ = recorded.eip;
  return true;
}

void Core::raise(Vector vector, std::uint32_t error_code) {
  const auto eip = engine_.read(Reg::Eip);
  deliver_and_tell({vector, Cause::Exception, error_code, eip, eip, false});
}

void Core::deliver_and_tell(const InterruptRequest& request) {
  end_spin();
  // A handler that cannot be fetched is a fault without an instruction: it
  // counts as one, or a guest could keep the host busy for ever.
  if (own_steps() == last_delivery_) ++clock_.step;
  last_delivery_ = own_steps();
  drain_stores();  // an interrupt's entry lets no store wait, its own least of all
  direct_at_ = clock_.step;
  const auto done = deliver(engine_, ram_, request);
  if (!done) return die(Stop::TripleFault);
  last_begun_ = kNoInstruction;
  after_ = {};  // a fault takes the place of what its instruction would have raised
  if (done->task_switched) {
    pages_.forget_translations();
    debug_.task_switched();
    breakpoints_changed();
    if (done->task_trap) after_.debug = DebugRegisters::kTaskSwitch;
  }
  trace_.enter({done->vector, done->frame});
  host_.publish(id_, events::InterruptEntry{done->vector, done->cause, trace_.depth(),
                                            done->return_eip, host_.handler_of(done->vector)});
}

// --- breakpoints and single steps -----------------------------------------

/// Between two runs of the engine.
void Core::breakpoints_changed() {
  pages_.forget_kinds();
  // Not without need: the engine clears 32 MB for it.
  if (engine_.watch_memory(debug_.watches_data())) drop_translations();
}

/// #DB before the instruction that is next. RF lets it pass.
bool Core::hits_breakpoint(LinearAddress address) {
  const auto hits = debug_.executed(address);
  if (hits == 0 || resumes()) return false;
  debug_.raised(hits);
  recorded_ = Recorded{kDebug, false, 0, address - code_base(), true};
  engine_.stop();
  return true;
}

void Core::raise_debug(std::uint32_t reasons, bool fault) {
  debug_.raised(reasons);
  const auto eip = engine_.read(Reg::Eip);
  deliver_and_tell({kDebug, Cause::Exception, 0, eip, eip, fault});
}

void Core::note_task() {
  task_before_ = engine_.read(Table::Tr).base;
  after_.task = true;
  clock_.stop_after_next();
}

void Core::note_ports(LinearAddress address, std::uint32_t size) {
  const auto access = port_access(peek(address, size), engine_.read(Reg::Edx));
  after_.debug |= debug_.port_accessed(access.port, access.width);
  if (after_.debug != 0) clock_.stop_after_next();
}

/// What the last instruction left to be done: traps, and flags that the engine
/// would keep for too long.
void Core::settle_instruction() {
  const auto after = std::exchange(after_, {});
  if (after.resume_flag) {
    resumes_at_ = own_steps();
    engine_.write(Reg::Eflags, engine_.read(Reg::Eflags));  // without RF
  }
  if (after.nmi) {
    nmi_blocked_ = false;
    host_.nmi_gate_changed();
  }
  auto reasons = after.debug;
  const auto task = engine_.read(Table::Tr);
  if (after.task && task.base != task_before_) {
    debug_.task_switched();
    breakpoints_changed();
    const bool wide = task.limit >= 103;
    if (wide && (peek32(task.base + 100) & 1) != 0) reasons |= DebugRegisters::kTaskSwitch;
  }
  if (reasons != 0) raise_debug(reasons, false);
}

void Core::on_access(uc_struct*, int type, std::uint64_t address, int size, std::int64_t,
                     void* self) {
  auto& core = *static_cast<Core*>(self);
  DebugRegisters::Where where{};
  for (unsigned i = 0; i < where.size(); ++i)
    where[i] = peek_walk(core.ram_, core.paging(), core.debug_.addresses()[i]);
  const auto hits = core.debug_.accessed(static_cast<PhysicalAddress>(address),
                                         static_cast<unsigned>(size), Engine::is_write(type), where);
  if (hits == 0) return;
  core.after_.debug |= hits;
  core.clock_.stop_before_next();
}

// --- instructions carried out here ----------------------------------------

void Core::emulate() {
  const auto kind = *to_emulate_;
  const auto value = (std::uint64_t{engine_.read(Reg::Edx)} << 32) | engine_.read(Reg::Eax);
  std::optional<std::uint64_t> result;
  bool done = false;
  switch (kind) {
    case InstructionKind::ReadTsc:
      done = may_read_tsc();
      if (done) result = host_.timestamp(id_);
      break;
    case InstructionKind::ReadMsr:
      if (current_cpl() == 0) result = read_msr(engine_.read(Reg::Ecx));
      done = result.has_value();
      break;
    case InstructionKind::WriteMsr:
      done = current_cpl() == 0 && write_msr(engine_.read(Reg::Ecx), value);
      break;
    case InstructionKind::ReadDebug:
    case InstructionKind::WriteDebug: return access_debug(kind);
    case InstructionKind::Icebp: {
      const auto eip = engine_.read(Reg::Eip);
      return deliver_and_tell({kDebug, Cause::Exception, 0, eip + emulated_length_, eip, false});
    }
    case InstructionKind::Cpuid: {
      const auto answer = cpuid(engine_.read(Reg::Eax), id_);
      engine_.write(Reg::Eax, answer.eax);
      engine_.write(Reg::Ebx, answer.ebx);
      engine_.write(Reg::Ecx, answer.ecx);
      engine_.write(Reg::Edx, answer.edx);
      return emulated();
    }
    case InstructionKind::Sysenter: return sysenter();
    case InstructionKind::Sysexit: return sysexit();
    case InstructionKind::LockRefused: return raise(kInvalidOpcode, 0);
    case InstructionKind::PushFlags: return push_flags();
    default: break;  // IN or OUT without the right to
  }
  if (!done) return raise(kGeneralProtection, 0);
  if (result) {
    engine_.write(Reg::Eax, static_cast<std::uint32_t>(*result));
    engine_.write(Reg::Edx, static_cast<std::uint32_t>(*result >> 32));
  }
  emulated();
}

void Core::emulated() {
  engine_.write(Reg::Eip, engine_.read(Reg::Eip) + emulated_length_);
  if ((engine_.read(Reg::Eflags) & eflags::kTrap) != 0) after_.debug |= DebugRegisters::kSingleStep;
}

/// PUSHFD in virtual-8086 mode: VM and RF are pushed as 0 (SDM 2B, PUSHF).
void Core::push_flags() {
  const auto flags = engine_.read(Reg::Eflags);
  if ((flags & eflags::kIopl) != eflags::kIopl) return raise(kGeneralProtection, 0);
  engine_.hidden().load();
  const auto esp = engine_.read(Reg::Esp);
  const auto sp = (esp - 4) & 0xFFFF;
  try {
    LinearMemory(ram_, paging())
        .write(engine_.hidden().segment(SegmentReg::Ss).base + sp, 4,
               flags & ~(eflags::kVirtual8086 | eflags::kResume), true);
  } catch (const Fault& fault) {
    engine_.write(Reg::Cr2, fault.address);
    return raise(fault.vector, fault.error_code);
  }
  engine_.write(Reg::Esp, (esp & 0xFFFF0000u) | sp);
  emulated();
}

/// MOV from and to DR0 to DR7 (SDM 2B, MOV; SDM 3B, 17.2): DR4 and DR5 are DR6
/// and DR7 unless CR4.DE is set.
void Core::access_debug(InstructionKind kind) {
  constexpr std::uint32_t kDebugExtensions = 1u << 3;
  const auto modrm = peek(engine_.read(Reg::Eip) + code_base() + emulated_length_ - 1, 1);
  const unsigned number = modrm.empty() ? 0 : (modrm[0] >> 3) & 7;
  const auto operand = static_cast<Reg>(modrm.empty() ? 0 : modrm[0] & 7);
  if ((number == 4 || number == 5) && (engine_.read(Reg::Cr4) & kDebugExtensions) != 0)
    return raise(kInvalidOpcode, 0);
  if (current_cpl() != 0) return raise(kGeneralProtection, 0);
  if (debug_.guards_itself()) return raise_debug(DebugRegisters::kGeneralDetect, true);
  if (kind == InstructionKind::ReadDebug) {
    engine_.write(operand, debug_.read(number));
  } else {
    debug_.write(number, engine_.read(operand));
    breakpoints_changed();
  }
  emulated();
}

/// Flat code and stack, `code` and the descriptor after it, none of them looked at.
void Core::enter_flat(std::uint32_t code, unsigned cpl) {
  constexpr std::uint32_t kFlat = 0x00C09000, kCode = 0xB00, kData = 0x300;
  auto& hidden = engine_.hidden();
  hidden.load();
  const auto rights = kFlat | (cpl << 13);
  hidden.set_segment(SegmentReg::Cs, {(code & 0xFFFC) | cpl, 0, 0xFFFFFFFF, rights | kCode});
  hidden.set_segment(SegmentReg::Ss, {((code + 8) & 0xFFFC) | cpl, 0, 0xFFFFFFFF, rights | kData});
  hidden.settle_segments(cpl, false);
  hidden.store();
  known_masked_ = false;
}

void Core::sysenter() {
  if ((engine_.read(Reg::Cr0) & 1) == 0 || (sysenter_[0] & 0xFFFC) == 0)
    return raise(kGeneralProtection, 0);
  enter_flat(sysenter_[0], 0);
  constexpr auto kCleared = eflags::kVirtual8086 | eflags::kInterrupt | eflags::kResume;
  engine_.write(Reg::Eflags, engine_.read(Reg::Eflags) & ~kCleared);
  engine_.write(Reg::Esp, sysenter_[1]);
  engine_.write(Reg::Eip, sysenter_[2]);
}

void Core::sysexit() {
  if ((engine_.read(Reg::Cr0) & 1) == 0 || (sysenter_[0] & 0xFFFC) == 0 || current_cpl() != 0)
    return raise(kGeneralProtection, 0);
  enter_flat(sysenter_[0] + 16, 3);
  engine_.write(Reg::Esp, engine_.read(Reg::Ecx));
  engine_.write(Reg::Eip, engine_.read(Reg::Edx));
}

std::optional<std::uint64_t> Core::read_msr(std::uint32_t index) {
  if (is_sysenter_msr(index)) return sysenter_[index - kSysenterCs];
  return host_.read_msr(id_, index);
}

bool Core::write_msr(std::uint32_t index, std::uint64_t value) {
  if (!is_sysenter_msr(index)) return host_.write_msr(id_, index, value);
  sysenter_[index - kSysenterCs] = static_cast<std::uint32_t>(value);
  return true;
}

bool Core::may_read_tsc() {
  constexpr std::uint32_t kTimeStampDisable = 1u << 2;
  return current_cpl() == 0 || (engine_.read(Reg::Cr4) & kTimeStampDisable) == 0;
}

unsigned Core::current_cpl() {
  engine_.hidden().load();
  return (engine_.read(Reg::Cr0) & 1) == 0 ? 0 : engine_.hidden().cpl();
}

LinearAddress Core::code_base() {
  engine_.hidden().load();
  return engine_.hidden().segment(SegmentReg::Cs).base;
}

LinearAddress Core::linear_stack() {
  engine_.hidden().load();
  const auto stack = engine_.hidden().segment(SegmentReg::Ss);
  const auto esp = engine_.read(Reg::Esp);
  return stack.base + ((stack.flags & 0x400000u) != 0 ? esp : esp & 0xFFFF);
}

/// SDM 1, 18.5: IOPL first, then the task's permission bits for every byte. A
/// TSS of 16 bits has none.
bool Core::io_allowed(LinearAddress address, std::uint32_t size) {
  const auto flags = engine_.read(Reg::Eflags);
  const bool v86 = (flags & eflags::kVirtual8086) != 0;  // there only the bits count (SDM 3A, 20.2.8.1)
  if (!v86 && current_cpl() <= (flags & eflags::kIopl) >> 12) return true;
  const auto access = port_access(peek(address, size), engine_.read(Reg::Edx));
  const auto task = engine_.read(Table::Tr);
  engine_.hidden().load();
  const bool wide = (engine_.hidden().segment(SegmentReg::Tr).flags & 0x800) != 0;
  const auto map = peek32(task.base + 100) >> 16;
  if (!wide || task.limit < 103 || map + access.port / 8 + 1 > task.limit) return false;
  const auto word = peek(task.base + map + access.port / 8, 2);
  if (word.size() < 2) return false;
  const auto bits = (word[0] | (word[1] << 8)) >> (access.port % 8);
  return (bits & ((1 << access.width) - 1)) == 0;
}

// --- stores that wait ------------------------------------------------------

/// A store of the engine has begun. Pages that are trapped, and devices, come
/// by the bus. Of a store that crosses pages the engine tells the first page's
/// physical address alone: under paging the rest does not wait.
void Core::buffer_store(PhysicalAddress address, unsigned width) {
  make_room();
  const auto rest_of_page = kPageBytes - address % kPageBytes;
  if (paging().enabled()) width = std::min(width, rest_of_page);
  while (width > 0) {
    const auto here = std::min({width, kPageBytes - address % kPageBytes, WaitingStore::kWidest});
    if (address < ram_.size() && !trapped_.contain(address))
      buffer_->begin(address, here, engine_.read(Reg::Eip), clock_.step);
    address += here;
    width -= here;
  }
}

void Core::buffer_trapped_store(PhysicalAddress address, unsigned width, std::uint64_t value) {
  make_room();
  buffer_->begin(address, width, engine_.read(Reg::Eip), clock_.step);
  std::memcpy(ram_.data() + address, &value, width);
  complete_stores();
}

void Core::make_room() {
  complete_stores();
  if (buffer_->size() + StoreBuffer::kMostAtOnce <= StoreBuffer::kMost) return;
  buffer_->uncover();
  for (std::size_t i = 0; i < StoreBuffer::kMostAtOnce; ++i) drain();
  buffer_->cover();
}

void Core::complete_stores() {
  while (const auto store = buffer_->complete()) host_.retired(id_, *store);
}

/// Everything that waits reaches memory, in order.
void Core::drain_stores() {
  if (!buffer_) return;
  complete_stores();
  buffer_->uncover();
  while (drain()) {}
  buffer_->cover();
}

/// Before an instruction that lets no store wait, its own least of all.
void Core::serialize() {
  if (!buffer_) return;
  drain_stores();
  direct_at_ = clock_.step + 1;
}

// --- the bus ---------------------------------------------------------------

std::uint32_t Core::on_in(uc_struct*, std::uint32_t port, int size, void* self) {
  auto& core = *static_cast<Core*>(self);
  const WithinInstruction within(core.clock_);
  return core.host_.port_read(core.id_, static_cast<std::uint16_t>(port), static_cast<unsigned>(size));
}

void Core::on_out(uc_struct*, std::uint32_t port, int size, std::uint32_t value, void* self) {
  auto& core = *static_cast<Core*>(self);
  const WithinInstruction within(core.clock_);
  core.host_.port_write(core.id_, static_cast<std::uint16_t>(port), static_cast<unsigned>(size), value);
}

std::uint64_t Core::on_mmio_read(PhysicalAddress address, unsigned size, void* self) {
  auto& core = *static_cast<Core*>(self);
  const WithinInstruction within(core.clock_);
  if (address >= core.ram_.size()) core.drain_stores();
  if (size <= 4) return core.host_.mmio_read(core.id_, address, size);
  const std::uint64_t low = core.host_.mmio_read(core.id_, address, 4);
  return low | (std::uint64_t{core.host_.mmio_read(core.id_, address + 4, size - 4)} << 32);
}

void Core::on_mmio_write(PhysicalAddress address, unsigned size, std::uint64_t value, void* self) {
  auto& core = *static_cast<Core*>(self);
  const WithinInstruction within(core.clock_);
  if (address >= core.ram_.size()) core.drain_stores();
  else if (!core.stores_directly()) return core.buffer_trapped_store(address, size, value);
  core.host_.mmio_write(core.id_, address, std::min(size, 4u), static_cast<std::uint32_t>(value));
  if (size > 4)
    core.host_.mmio_write(core.id_, address + 4, size - 4, static_cast<std::uint32_t>(value >> 32));
}

void Core::on_store(uc_struct*, int, std::uint64_t address, int size, std::int64_t, void* self) {
  auto& core = *static_cast<Core*>(self);
  const WithinInstruction within(core.clock_);
  const auto at = static_cast<PhysicalAddress>(address);
  if (!core.stores_directly()) return core.buffer_store(at, static_cast<unsigned>(size));
  core.host_.stored(core.id_, at, static_cast<unsigned>(size));
}

}  // namespace vectorscope
