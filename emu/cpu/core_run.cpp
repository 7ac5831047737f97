// SPDX-License-Identifier: GPL-2.0-or-later
// The core from within: everything here runs on the core's own stack. This is
// the way of an instruction; interrupts, what is carried out outside the engine
// and the bus are in the files beside it.
#include <algorithm>
#include <array>
#include <utility>

#include "emu/cpu/core_pages.hpp"
#include "emu/cpu/exception_vectors.hpp"
#include "emu/cpu/linear_memory.hpp"

namespace vectorscope {
namespace {

// A core that has executed no PAUSE for this many steps spins no more.
constexpr Step kSpinEndsAfter = 64;

// Far below what fits the engine's code buffer: one that fills up crashes it.
constexpr std::uint64_t kTranslatedAtMost = 100'000;

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
  code_changed_ = mapping_changed_ = mapping_met_ = false;
  cr2_before_ = engine_.read(Reg::Cr2);
  const bool blocks = begin_blocks();
  const auto exit = engine_.run();
  if (blocks) end_blocks();
  else if (orbits_.searching()) end_search();
  if (!doubtful_) finish(exit);
}

// Why the engine came back.
void Core::finish(Engine::Exit exit) {
  if (exit == Engine::Exit::GaveUp && begin_anew()) return;
  if (exit == Engine::Exit::GaveUp || exit == Engine::Exit::Failed) return die(Stop::HostRefused);
  // Nothing answers there: the bus floats high, and FF FF is no instruction.
  if (exit == Engine::Exit::FetchFailed) return raise(kInvalidOpcode, 0);
  if (recorded_) return deliver_recorded();
  if (left_at_) {
    // With a segment base the engine leaves the linear address in EIP.
    engine_.hidden().load();
    engine_.write(Reg::Eip, *left_at_ - engine_.hidden().segment(SegmentReg::Cs).base);
    if (code_changed_) drop_translations();
    if (mapping_changed_ || mapping_met_) engine_.flush_tlb();
    if (mapping_changed_) forget_translations();
    if (to_emulate_) emulate();
    return;
  }
  set_status(CoreStatus::Halted);  // the engine returns by itself after HLT only
  end_spin();
  host_.publish(id_, events::CoreHalted{(engine_.read(Reg::Eflags) & eflags::kInterrupt) != 0});
}

// --- before each instruction ----------------------------------------------

/// Of a repeated string instruction that was examined at its first iteration.
inline bool Core::next_iteration_is_plain(const CodePage& page, LinearAddress at,
                                          std::uint32_t size) const {
  const auto offset = at % kPageBytes;
  return page.kind[offset] == InstructionKind::Repeated &&
         engine_.translated() == repeat_.translated && clock_.step < clock_.limit &&
         page.surely_unchanged(offset, size);
}

/// Within the page that is executed: what nearly every instruction is. False: it
/// has to be looked at.
[[gnu::always_inline]] inline bool Core::begin_plainly(LinearAddress at, std::uint32_t size) {
  const CodePage* page = page_.known();
  const auto offset = at % kPageBytes;
  if (!last_begun_.is(at) && clock_.step < clock_.limit && page != nullptr &&
      page->kind[offset] == InstructionKind::Plain && page->surely_unchanged(offset, size))
      [[likely]] {
    last_begun_.set(at);
    ++clock_.step;
    return true;
  }
  if (!last_begun_.is(at) || page == nullptr || !next_iteration_is_plain(*page, at, size)) return false;
  ++clock_.step;
  return true;
}

// It saves no registers; so nothing here may be called and returned from.
void Core::on_instruction(uc_struct*, std::uint64_t address, std::uint32_t size, void* self) {
  auto& core = *static_cast<Core*>(self);
  const auto at = static_cast<LinearAddress>(address);
  if (!core.page_.contains(at)) [[unlikely]] return core.begin_in_other_page(at, size);
  if (!core.begin_plainly(at, size)) [[unlikely]] core.begin_slowly(at, size);
}

void Core::begin_in_other_page(LinearAddress at, std::uint32_t size) {
  if (!enter_known_page(at) || !begin_plainly(at, size)) begin_slowly(at, size);
}

void Core::begin_slowly(LinearAddress at, std::uint32_t size) {
  if (last_begun_.is(at) && begins_again(at, size)) return;
  if (!page_.contains(at) && !enter_page(at)) return;
  if (clock_.step >= clock_.limit && !gate(at)) return;
  const CodePage* page = access_.concerns_all() ? nullptr : pages_.seen_at(at);
  const auto offset = at % kPageBytes;
  const bool plain = page != nullptr && page->kind[offset] == InstructionKind::Plain &&
                     page->unchanged(offset, size);
  if (!plain && !next_iteration(page, at, size) && !examine(at, size)) return;
  last_begun_.set(at);
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
  return last_begun_.is(address) && page != nullptr &&
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
  if (orbits_.searching()) end_search();
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
  if (!still_mapped(address) || !still_mapped(address + size - 1)) return false;
  if (meet_page(address) || meet_page(address + size - 1)) {
    mapping_met_ = true;
    leave(address);
    return false;
  }
  auto* page = code_page(address);
  if (!page) return true;
  if (page_.contains(address) && !access_.concerns_all()) page_.meet(page);
  const auto offset = address % kPageBytes;
  const bool crosses = offset + size > kPageBytes;
  if (!page->unchanged(offset, size) || (crosses && !rest_unchanged(address + size))) {
    code_changed_ = true;
    leave(address);
    return false;
  }
  if (undecoded)
    return access_.may_fetch(address - access_.code_base(), 1) || refuse(address, kGeneralProtection);
  // One that goes on in the next page is looked at every time: its kind stays
  // unknown, since that page may change, or be another one next time.
  const auto in_two_pages = crosses ? peek(address, size) : std::vector<std::uint8_t>();
  const auto bytes = crosses ? std::span<const std::uint8_t>(in_two_pages)
                             : std::span(page->shadow).subspan(offset, size);
  auto kind = page->kind[offset];
  if (kind == InstructionKind::Unknown) kind = look_at(address, bytes);
  if (!crosses && page->kind[offset] != kind) {
    page->kind[offset] = kind;
    learn(*page, address, size, kind);
  }
  const bool plain = kind == InstructionKind::Plain && !access_.concerns_all();
  return plain || special(address, bytes, kind);
}

InstructionKind Core::look_at(LinearAddress address, std::span<const std::uint8_t> bytes) const {
  if (is_watched(address) || trace_.is_return(address) || debug_.executed(address) != 0)
    return InstructionKind::Watched;
  if (is_exposed(bytes)) return InstructionKind::Exposed;
  const auto kind = classify(bytes);
  return kind == InstructionKind::Serializing && !buffer_ ? InstructionKind::Plain : kind;
}

bool Core::special(LinearAddress address, std::span<const std::uint8_t> bytes, InstructionKind kind) {
  using enum InstructionKind;
  const auto size = static_cast<std::uint32_t>(bytes.size());
  const bool exposed = kind == Exposed || kind == Watched || access_.concerns_all();
  if (kind == Watched) {
    if (hits_breakpoint(address)) return false;
    announce(address);
    // Whoever watches may have asked to stop here, before the instruction.
    if (clock_.step >= clock_.limit && !gate(address)) return false;
    kind = classify(bytes);
  }
  if (kind == Exposed) kind = classify(bytes);
  if (exposed && !accesses_allowed(address, bytes, kind)) return false;
  if (kind != Iret && drains_stores(kind)) serialize();
  if (kind == FarTransfer && leads_to_task(address, size)) kind = TaskSwitch;
  switch (kind) {
    case MayEnableInterrupts:
      known_masked_ = false;
      if (attention_) clock_.stop_after_next();
      if (!keeps_segments(bytes, kind)) note_segments();
      return true;
    case FarTransfer:
    case SegmentLoad:
      if (!far_transfer_allowed(address, bytes, kind)) return false;
      if (!keeps_segments(bytes, kind)) note_segments();
      return true;
    case Iret:
      note_iret();
      if (nmi_blocked_) {
        after_.nmi = true;
        clock_.stop_after_next();
      }
      if (clock_.step >= clock_.limit && !gate(address)) return false;
      serialize();
      if (returns_to_task()) return leave_to_emulate(TaskSwitch, address, size), false;
      if (!far_transfer_allowed(address, bytes, kind)) return false;
      if (returns_resume_flag(bytes)) {
        after_.resume_flag = true;
        clock_.stop_after_next();
      }
      known_masked_ = false;
      if (attention_) clock_.stop_after_next();
      if (!keeps_segments(bytes, kind)) note_segments();
      return true;
    case ArithmeticStatus: look_at_arithmetic(bytes); return true;
    case Repeated: repeat_ = {own_steps(), engine_.read(Reg::Ecx), engine_.translated()}; return true;
    case Pause: note_pause(); return true;
    case Paging:
      if (control_refused(bytes)) return refuse(address, kGeneralProtection);
      note_paging(address, size);
      if (!keeps_segments(bytes, kind)) note_segments();
      return true;
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
    case StoreTable:
    case Sysenter:
    case Sysexit:
    case LockRefused:
    case TaskSwitch:
      leave_to_emulate(kind, address, size);
      return false;
    default: return true;
  }
}

/// The instruction is begun, and carried out outside the engine.
void Core::leave_to_emulate(InstructionKind kind, LinearAddress address, std::uint32_t size) {
  last_begun_.set(address);
  ++clock_.step;
  to_emulate_ = kind;
  emulated_length_ = size;
  leave(address);
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

}  // namespace vectorscope
