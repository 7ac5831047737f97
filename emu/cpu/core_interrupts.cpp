// SPDX-License-Identifier: GPL-2.0-or-later
// The core from within: interrupts, exceptions, breakpoints and single steps.
#include <algorithm>
#include <array>
#include <utility>

#include "emu/base/fault.hpp"
#include "emu/cpu/core.hpp"
#include "emu/cpu/exception_vectors.hpp"
#include "emu/cpu/linear_memory.hpp"

namespace vectorscope {

/// IF=1 (or an NMI waits), and not in the shadow of STI, MOV SS or POP SS. In
/// the shadow the core asks again one instruction later.
bool Core::interruptible() {
  if (known_masked_) return false;
  if (!nmi_waits() && (engine_.read(Reg::Eflags) & eflags::kInterrupt) == 0) {
    known_masked_ = true;
    return false;
  }
  engine_.hidden().load();
  if (!engine_.hidden().interrupt_shadow() || fault("cpu-no-shadow")) return true;
  clock_.stop_after_next();
  return false;
}

void Core::unblock_nmi() {
  nmi_blocked_ = false;
  host_.nmi_gate_changed();
}

void Core::take_interrupt() {
  const auto accepted = host_.acknowledge(id_);
  if (!accepted) return;
  if (status_ == CoreStatus::Halted) {
    set_status(CoreStatus::Running);
    host_.publish(id_, events::CoreWoken{});
  }
  const auto eip = engine_.read(Reg::Eip);
  if (accepted->cause == Cause::Nmi) nmi_blocked_ = !fault("cpu-nmi-nests");
  deliver_and_tell({accepted->vector, accepted->cause, 0, eip, eip, within_repetition(eip)});
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
  constexpr std::uint32_t kByUser = 1u << 2;  // of a page fault's error code
  const auto recorded = *recorded_;
  recorded_.reset();
  if (fetched_ahead(recorded)) return;
  InterruptRequest request{recorded.vector, Cause::Exception, recorded.error_code, recorded.eip,
                           recorded.eip, false};
  if (is_undefined_rather(recorded)) request.vector = kInvalidOpcode;
  if (recorded.vector == kDebug) request.sets_resume = within_repetition(recorded.eip);
  if (recorded.vector == kPageFault && on_users_stack(engine_.read(Reg::Cr2)))
    request.error_code |= kByUser;
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

/// Far CALL, far RET and IRET use the stack with the rights of who executes them
/// (SDM 3A, 4.6); the engine uses them all with the supervisor's.
bool Core::on_users_stack(LinearAddress address) {
  constexpr std::uint32_t kFurthest = 32;  // a stack's top, with what RET may leave out of account
  return current_cpl() == 3 && address - (linear_stack() - kFurthest) < 2 * kFurthest;
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
  last_begun_.forget();
  look_at_segments();
  if (after_.nmi) unblock_nmi();  // IRET does, even if it faults (SDM 3A, 6.7.1)
  after_ = {};  // a fault takes the place of what its instruction would have raised
  if (done->task_switched) task_switched(done->task_trap);
  trace_.enter({done->vector, done->frame, done->return_eip});
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

/// An IRET of 16 bits pops no RF.
bool Core::returns_resume_flag(std::span<const std::uint8_t> iret) {
  const bool wide = access_.wide_code() != split_prefixes(iret).operands_resized;
  return wide && (peek32(linear_stack() + 8) & eflags::kResume) != 0;
}

/// #DB before the instruction that is next. RF lets it pass, and its handler has
/// to set it (SDM 3B, 17.3.1.1).
bool Core::hits_breakpoint(LinearAddress address) {
  const auto hits = debug_.executed(address);
  if (hits == 0 || resumes()) return false;
  debug_.raised(hits);
  recorded_ = Recorded{kDebug, false, 0, address - code_base()};
  engine_.stop();
  return true;
}

void Core::raise_debug(std::uint32_t reasons) {
  debug_.raised(reasons);
  const auto eip = engine_.read(Reg::Eip);
  deliver_and_tell({kDebug, Cause::Exception, 0, eip, eip, within_repetition(eip)});
}

/// A string instruction with REP was begun and is next again.
bool Core::within_repetition(std::uint32_t eip) {
  const auto address = eip + code_base();
  return last_begun_.was(address) && classify(peek(address, kLongestInstruction)) == InstructionKind::Repeated;
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
  if (after.sse && engine_.undo_sse()) return raise_sse();
  if (after.takes_errors) engine_.take_errors();
  if (after.masks_math) engine_.mask_math_errors();
  if (after.segments) look_at_segments();
  if (after.resume_flag) {
    resumes_at_ = own_steps();
    engine_.write(Reg::Eflags, engine_.read(Reg::Eflags));  // without RF
  }
  if (after.nmi) unblock_nmi();
  if (after.debug != 0) raise_debug(after.debug);
}

/// SDM 1, 11.5.3.
void Core::raise_sse() {
  constexpr std::uint32_t kOsxmmexcpt = 1u << 10;
  raise((engine_.read(Reg::Cr4) & kOsxmmexcpt) != 0 ? kSimdError : kInvalidOpcode, 0);
}

/// Whether the instruction accesses physical memory at `at` by another address than
/// the breakpoint's, whose page shows the same (SDM 3B, 17.2.5: breakpoints are of
/// linear addresses). What no operand explains (a descriptor, the TSS) is not.
bool Core::by_other_mapping(PhysicalAddress at, LinearAddress breakpoint) {
  constexpr std::uint32_t kFurthest = 64;  // from an operand's begin, or a stack's top
  const auto near = [](std::uint32_t a, std::uint32_t b) { return a - b + kFurthest < 2 * kFurthest; };
  const auto tables = paging();
  if (!tables.enabled()) return false;
  bool explained = false;
  for (const auto linear : operand_addresses()) {
    if (near(linear, breakpoint)) return false;
    const auto physical = peek_walk(ram_, tables, linear);
    explained = explained || (physical && near(*physical, at));
  }
  return explained;
}

void Core::on_access(uc_struct*, int type, std::uint64_t address, int size, std::int64_t,
                     void* self) {
  auto& core = *static_cast<Core*>(self);
  DebugRegisters::Where where{};
  for (unsigned i = 0; i < where.size(); ++i)
    where[i] = peek_walk(core.ram_, core.paging(), core.debug_.addresses()[i]);
  const auto at = static_cast<PhysicalAddress>(address);
  auto hits = core.debug_.accessed(at, static_cast<unsigned>(size), Engine::is_write(type), where);
  for (unsigned i = 0; i < where.size() && hits != 0; ++i)
    if ((hits >> i & 1) != 0 && core.by_other_mapping(at, core.debug_.addresses()[i]))
      hits &= ~(1u << i);
  if (hits == 0) return;
  core.after_.debug |= hits;
  core.clock_.stop_before_next();
}

}  // namespace vectorscope
