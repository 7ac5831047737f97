// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/machine/machine_impl.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "emu/base/state_io.hpp"
#include "emu/load/multiboot.hpp"
#include "emu/machine/acpi_tables.hpp"
#include "emu/machine/boot_gdt.hpp"
#include "emu/machine/mp_table.hpp"

namespace vectorscope {
namespace {

constexpr std::uint32_t kMsrTimestamp = 0x10, kMsrApicBase = 0x1B;

// Multiboot leaves ESP undefined, yet kernels of many a tutorial live on what their
// loader left. Memory below is free, as it is for a boot sector.
constexpr std::uint32_t kBootStack = 0x7C00;

// With every core halted time goes from deadline to deadline until one wakes a
// core; a guest that masked them all would otherwise keep the host busy.
constexpr int kIdleJumps = 10'000;

// To change from instructions to blocks and back costs as much as some hundred instructions.
constexpr Step kWorthBlocks = 200, kEagerlyInBlocks = 16;

std::optional<Step> blocks_from(EngineWay engine) {
  switch (engine) {
    case EngineWay::Exact: return std::nullopt;
    case EngineWay::Fast: return kWorthBlocks;
    case EngineWay::Eager: return kEagerlyInBlocks;
  }
  return std::nullopt;
}

}  // namespace

// --- power on ---------------------------------------------------------------

Machine::Impl::Impl(const MachineConfig& wanted, std::shared_ptr<const Image> loaded, Ram memory,
                    EngineWay way, std::vector<DistrustedCode> code)
    : config(wanted),
      engine(way),
      distrusted(std::move(code)),
      image(std::move(loaded)),
      ram(std::move(memory)),
      slots(SlotWatch::find(wanted, *image), *image, ram.bytes()),
      board(wanted, ram.bytes(), *this, wires()) {}

BoardWires Machine::Impl::wires() {
  BoardWires w;
  w.lines_changed = [this] { refresh_attention(); };
  w.init = [this](CoreId core) { requests_.emplace_back(Init{core}), clock.stop_before_next(); };
  w.startup = [this](CoreId core, Vector page) {
    requests_.emplace_back(Startup{core, page});
    clock.stop_before_next();
  };
  w.nmi = [this](CoreId core) { nmi_[core] = true, refresh_attention(); };
  w.present = [this](CoreId core) { return core < config.cores; };
  w.stopped = [this](CoreId core) {
    return stopped_by_init_[core] && !cores[core]->has_waiting_stores();
  };
  w.a20 = [this](bool open) {
    if (std::exchange(a20_, open) == open) return;
    requests_.emplace_back(A20{open});  // the instruction that shut it is not over yet
    clock.stop_before_next();
  };
  w.reset = [this] { requests_.emplace_back(Reset{}), clock.stop_before_next(); };
  return w;
}

Result<void> Machine::Impl::power_on() {
  powered_on = true;
  if (auto wired = board.wire(); !wired) return wired;
  for (unsigned id = 0; id < config.cores; ++id) {
    const Core::Setup setup{.id = static_cast<CoreId>(id),
                            .ram = ram.bytes(),
                            .trapped = slots.trapped(),
                            .report_stores = slots.needs_stores(),
                            .store_buffer = config.memory == MemoryModel::Tso,
                            .blocks_from = blocks_from(engine),
                            .distrusted = distrusted};
    auto core = Core::create(setup, clock, home, *this);
    if (!core) return tl::unexpected(core.error());
    cores.push_back(std::move(*core));
  }
  return place_image();
}

Result<void> Machine::Impl::place_image() {
  place_mp_tables(ram.bytes(), config.cores);
  place_acpi_tables(ram.bytes(), config.cores);
  const auto boot_gdt = place_boot_gdt(ram.bytes());
  for (const auto& segment : image->segments)
    std::copy(segment.bytes.begin(), segment.bytes.end(), ram.bytes().begin() + segment.address);
  std::uint32_t eax = 0, ebx = 0;
  if (image->multiboot) {
    eax = kMultibootEax;
    const auto info = place_multiboot_info(ram.bytes(), *image, config.cmdline);
    if (!info) return fail(fmt::format("{}: {}", image->name, info.error().text));
    ebx = *info;
  }
  note_slots();
  cores[0]->start_protected(image->entry, eax, ebx, kBootStack, boot_gdt);
  return {};
}

// --- the door ---------------------------------------------------------------

Applied Machine::Impl::apply(const Decision& decision) {
  asked_ = idled_ = false;
  accepted_.clear();
  const auto before = clock.step;
  // An input comes now, whenever the devices were looked at last.
  if (!std::holds_alternative<decisions::Run>(decision) &&
      !std::holds_alternative<decisions::RunRound>(decision))
    board.advance(now());
  auto applied = std::visit([this](const auto& one) { return take(one); }, decision);
  if (doubtful) return applied;
  applied.steps = clock.step - before;
  clock.limit = clock.step;

  if (!record(decision, applied.steps)) return applied;
  pass_idle_time();
  if (applied.ended == Ended::Idle || applied.ended == Ended::Over) applied.ended = ended();
  return applied;
}

/// False if nothing happened.
bool Machine::Impl::record(Decision really, Step steps) {
  bool happened = true;
  if (auto* run = std::get_if<decisions::Run>(&really)) {
    run->steps = steps;
    happened = steps > 0;
  } else if (auto* round = std::get_if<decisions::RunRound>(&really)) {
    round->steps = steps;
    happened = steps > 0;
  }
  if (happened) decisions.push_back(really);
  // An interrupt after the last step (a watcher stopped there, or the core died
  // of it): as many steps alone would end before it.
  if (accepted_at_ != clock.step) return happened;
  for (const CoreId core : accepted_) decisions.emplace_back(decisions::Run{core, 0});
  return happened || !accepted_.empty();
}

Applied Machine::Impl::take(const decisions::Run& run) {
  if (run.core >= cores.size()) return {0, Ended::CannotRun};
  const Step end = clock.step + run.steps;
  if (run.steps == 0) {
    boundary();
    if (cores[run.core]->can_run() && !board.debug.exited()) cores[run.core]->accept();
  }
  while (clock.step < end && !interrupted()) {
    boundary();
    if (!cores[run.core]->can_run()) break;
    clock.fence = 0;  // the turn is not passed on
    clock.limit = std::min(end, deadline_);
    cores[run.core]->resume();
  }
  boundary();
  if (clock.step < end && !interrupted() && any_can_run()) return {0, Ended::CannotRun};
  return {0, ended()};
}

Applied Machine::Impl::take(const decisions::RunRound& round) {
  const Step begin = clock.step, end = begin + round.steps;
  clock.quantum = std::max<Step>(round.quantum, 1);
  clock.turn_of = static_cast<CoreId>((round.first + cores.size() - 1) % cores.size());
  clock.turn_end = begin;
  while (clock.step < end && !interrupted()) {
    boundary();
    const Step fence = std::min(end, deadline_);
    clock.fence = fence;
    if (clock.step >= clock.turn_end || !cores[clock.turn_of]->can_run()) {
      drain_all();
      if (!any_can_run() && clock.step > begin) pass_idle_time();
      const auto next = next_runnable(clock.turn_of + 1u);
      if (next == kNoCore) break;
      clock.begin_turn(next, std::min(end, clock.step + clock.quantum));
    }
    clock.limit = std::min(clock.turn_end, fence);
    // Under TSO each turn ends here, to drain.
    if (config.memory == MemoryModel::Tso) clock.fence = 0;
    else arrange_followers();
    cores[clock.turn_of]->resume();
  }
  clock.fence = 0;
  drain_all();
  boundary();
  return {0, ended()};
}

void Machine::Impl::drain_all() {
  for (auto& core : cores)
    while (core->drain()) {}
}

/// While nothing disturbs, who can run stays the same.
void Machine::Impl::arrange_followers() {
  for (unsigned core = 0; core < cores.size(); ++core) {
    const auto next = next_runnable(core + 1);
    clock.follower[core] = next == kNoCore ? cores[core].get() : cores[next].get();
  }
}

CoreId Machine::Impl::next_runnable(unsigned from) const {
  CoreId core = from < cores.size() ? from : 0;
  for (std::size_t tried = 0; tried < cores.size(); ++tried) {
    if (cores[core]->can_run()) return core;
    if (++core == cores.size()) core = 0;
  }
  return kNoCore;
}

bool Machine::Impl::any_can_run() const {
  return std::any_of(cores.begin(), cores.end(), [](const auto& core) { return core->can_run(); });
}

Ended Machine::Impl::ended() const {
  if (board.debug.exited()) return Ended::GuestExited;
  if (asked_) return Ended::Asked;
  if (any_can_run()) return Ended::Done;
  // A halted core with interrupts on, or a frozen one, may still be woken.
  bool hope = false;
  for (CoreId core = 0; core < core_count(); ++core)
    hope = hope || may_wake(core) || cores[core]->status() == CoreStatus::Frozen;
  return hope ? Ended::Idle : Ended::Over;
}

/// Halted with interrupts on, or where the I/O APIC may send an NMI.
bool Machine::Impl::may_wake(CoreId core) const {
  return cores[core]->status() == CoreStatus::Halted &&
         (board.ioapic.may_send_nmi() ||
          (cores[core]->registers().eflags & eflags::kInterrupt) != 0);
}

// --- inputs -----------------------------------------------------------------

Applied Machine::Impl::take(const decisions::Kill& kill) {
  if (kill.core >= cores.size()) return {0, Ended::CannotRun};
  cores[kill.core]->die(Stop::Killed);
  return {};
}
Applied Machine::Impl::take(const decisions::Freeze& freeze) {
  if (freeze.core >= cores.size()) return {0, Ended::CannotRun};
  cores[freeze.core]->freeze(true);
  return {};
}
Applied Machine::Impl::take(const decisions::Thaw& thaw) {
  if (thaw.core >= cores.size()) return {0, Ended::CannotRun};
  cores[thaw.core]->freeze(false);
  return {};
}
Applied Machine::Impl::take(const decisions::DropIpi& drop) {
  if (drop.core >= cores.size()) return {0, Ended::CannotRun};
  board.ipi.drop_next(drop.core);
  publish(drop.core, events::Injected{"the next IPI to this core is lost", drop.core});
  return {};
}
Applied Machine::Impl::take(const decisions::RaiseIrq& raise) {
  if (raise.line > 15) return {0, Ended::CannotRun};
  publish(kNoCore, events::Injected{"IRQ line raised by hand", raise.line});
  board.pulse_irq(raise.line);
  return {};
}
Applied Machine::Impl::take(const decisions::Key& key) {
  board.keyboard.key(key.scancode);
  return {};
}
Applied Machine::Impl::take(const decisions::SerialIn& input) {
  publish(kNoCore, events::Injected{"byte on the serial line", input.byte});
  board.uart.receive(input.byte);
  return {};
}
Applied Machine::Impl::take(const decisions::Drain& drain) {
  if (drain.core >= cores.size()) return {0, Ended::CannotRun};
  const auto waiting = cores[drain.core]->waiting_stores();
  if (waiting.empty()) return {0, Ended::CannotRun};
  publish(drain.core, events::StoreDrained{waiting[0].address, waiting[0].value(), waiting[0].eip});
  cores[drain.core]->drain();
  boundary();
  return {};
}
Applied Machine::Impl::take(const decisions::Poke& poke) {
  store32(ram.bytes(), poke.address, poke.value);
  publish(kNoCore, events::Injected{"memory poked", poke.address});
  memory_changed_outside();
  return {};
}
Applied Machine::Impl::take(const decisions::DelayIpi& delay) {
  if (delay.core >= cores.size()) return {0, Ended::CannotRun};
  board.ipi.delay_next(delay.core, Ticks{delay.cycles} * kTicksPerCycle);
  publish(delay.core, events::Injected{"the next IPI to this core is late by", delay.cycles});
  return {};
}
Applied Machine::Impl::take(const decisions::Spurious& spurious) {
  if (spurious.line != 7 && spurious.line != 15) return {0, Ended::CannotRun};
  publish(kNoCore, events::Injected{"spurious interrupt", spurious.line});
  board.pic.raise_spurious(spurious.line == 15);
  return {};
}
Applied Machine::Impl::take(const decisions::FlipBit& flip) {
  if (flip.bit > 7 || flip.address >= ram.bytes().size()) return {0, Ended::CannotRun};
  auto& byte = ram.bytes()[flip.address];
  byte = static_cast<std::uint8_t>(byte ^ 1u << flip.bit);
  publish(kNoCore, events::Injected{"a bit of memory flipped", flip.address});
  memory_changed_outside();
  return {};
}
Applied Machine::Impl::take(const decisions::FlipRegister& flip) {
  constexpr std::array kRegisters = {Reg::Eax, Reg::Ecx, Reg::Edx, Reg::Ebx, Reg::Esp,
                                     Reg::Ebp, Reg::Esi, Reg::Edi, Reg::Eip, Reg::Eflags};
  constexpr unsigned kEflags = 9, kBitsOfEflags = 12;
  const unsigned bits = flip.number == kEflags ? kBitsOfEflags : 32;
  if (flip.core >= cores.size() || flip.number >= kRegisters.size() || flip.bit >= bits)
    return {0, Ended::CannotRun};
  cores[flip.core]->flip_bit(kRegisters.at(flip.number), flip.bit);
  publish(flip.core, events::Injected{"a register's bit flipped, register", flip.number});
  return {};
}

void Machine::Impl::memory_changed_outside() {
  note_slots_later(kNoCore);
  boundary();
}

// --- between two instructions -----------------------------------------------

void Machine::Impl::boundary() {
  if (slots_dirty_) note_slots();
  while (!requests_.empty()) {
    const auto request = requests_.front();
    requests_.erase(requests_.begin());
    carry_out(request);
  }
  if (deadline_known_ && clock.step < deadline_) return;
  board.advance(now());
  deadline_ = time_.step_of(board.next_deadline());
  deadline_known_ = true;
}

void Machine::Impl::carry_out(const Request& request) {
  if (const auto* init = std::get_if<Init>(&request)) {
    cores[init->core]->init();
    nmi_[init->core] = false;
    stopped_by_init_[init->core] = true;
  } else if (const auto* startup = std::get_if<Startup>(&request)) {
    cores[startup->core]->startup(startup->page);
    if (cores[startup->core]->status() == CoreStatus::Running)
      stopped_by_init_[startup->core] = false;
  } else if (const auto* gate = std::get_if<A20>(&request)) {
    for (auto& core : cores) core->set_a20(gate->open);
  } else {
    for (auto& core : cores) core->die(Stop::Reset);
  }
  refresh_attention();
}

/// Stores that are seen only when they are over: by poke, in a page that the array
/// shares with code, or in pieces because they are not aligned.
void Machine::Impl::note_slots() {
  slots_dirty_ = false;
  const WithinInstruction within(clock, storing_core_ != kNoCore);
  for (const auto& swap : slots.changes(storing_eip_)) publish(storing_core_, swap);
}

void Machine::Impl::note_slots_later(CoreId core) {
  slots_dirty_ = true;
  storing_core_ = core;
  storing_eip_ = core == kNoCore ? 0 : cores[core]->registers().eip;
  clock.stop_before_next();
}

void Machine::Impl::pass_idle_time() {
  if (idled_) return;
  boundary();
  bool any_waits = false;
  for (CoreId core = 0; core < core_count(); ++core) any_waits = any_waits || may_wake(core);
  for (int jumps = 0; any_waits && jumps < kIdleJumps && !any_can_run(); ++jumps) {
    const auto deadline = board.next_deadline();
    if (deadline == kNever) return;
    time_.jump(clock.step, deadline);
    board.advance(now());
    deadline_known_ = false;
    boundary();
  }
  idled_ = !any_can_run();
}

bool Machine::Impl::pic_for(CoreId core) const {
  if (!board.pic.intr()) return false;
  return config.intr == IntrRouting::AnyCore || (core == 0 && board.lapics.accepts_pic(core));
}

void Machine::Impl::refresh_attention() {
  deadline_known_ = false;
  for (const auto& core : cores) {
    const CoreId id = core->id();
    const bool pending =
        (nmi_[id] && !core->nmi_blocked()) || board.lapics.pending(id) || board.ipi.line(id) ||
        pic_for(id);
    if (pending && !core->attention()) clock.stop_before_next();
    core->set_attention(pending);
  }
}

/// platform.md: NMI, LAPIC by priority, IPI bus, PIC.
std::optional<AcceptedInterrupt> Machine::Impl::acknowledge(CoreId core) {
  if (std::exchange(accepted_at_, clock.step) != clock.step) accepted_.clear();
  std::optional<AcceptedInterrupt> accepted;
  if (nmi_[core] && !cores[core]->nmi_blocked()) {
    nmi_[core] = false;
    accepted = {2, Cause::Nmi};
  } else if (board.lapics.pending(core)) {
    accepted = {board.lapics.acknowledge(core), Cause::Lapic};
  } else if (board.ipi.line(core)) {
    accepted = {board.ipi.vector(core), Cause::IpiBus};
  } else if (pic_for(core)) {
    accepted = {board.pic.acknowledge(core).vector, Cause::Pic};
  }
  if (accepted) accepted_.push_back(core);
  refresh_attention();
  return accepted;
}

// --- the bus ----------------------------------------------------------------

/// A device may have a new deadline, and time may matter to it.
void Machine::Impl::touch_devices() {
  board.advance(now());
  deadline_known_ = false;
  clock.stop_before_next();
}

std::uint32_t Machine::Impl::port_read(CoreId core, std::uint16_t port, unsigned width) {
  touch_devices();
  return board.ports.read(port, width, guest(core));
}

void Machine::Impl::port_write(CoreId core, std::uint16_t port, unsigned width,
                               std::uint32_t value) {
  touch_devices();
  board.ports.write(port, width, value, guest(core));
  refresh_attention();
}

std::uint32_t Machine::Impl::mmio_read(CoreId core, PhysicalAddress address, unsigned width) {
  if (std::uint64_t{address} + width <= ram.bytes().size()) {  // a trapped page of RAM
    std::uint32_t value = 0;
    std::memcpy(&value, ram.bytes().data() + address, width);
    if (const auto slot = slots.slot_at(address))
      publish(core, events::SlotRead{*slot, slots.value(*slot), cores[core]->registers().eip});
    return value;
  }
  touch_devices();
  return board.mmio.read(address, width, guest(core));
}

void Machine::Impl::mmio_write(CoreId core, PhysicalAddress address, unsigned width,
                               std::uint32_t value) {
  if (std::uint64_t{address} + width <= ram.bytes().size()) {
    std::memcpy(ram.bytes().data() + address, &value, width);
    const auto slot = slots.slot_at(address);
    if (width != 4 || address % 4 != 0) return note_slots_later(core);
    if (!slot) return;
    const auto eip = cores[core]->registers().eip;
    if (const auto swap = slots.change(*slot, eip)) return publish(core, *swap);
    return publish(core, events::SlotRewritten{*slot, value, eip});
  }
  touch_devices();
  board.mmio.write(address, width, value, guest(core));
  refresh_attention();
}

void Machine::Impl::stored(CoreId core, LinearAddress address, unsigned width) {
  if (!slots.may_hit(address, width)) return;
  note_slots_later(core);  // the store itself comes after this call
}

void Machine::Impl::retired(CoreId core, const WaitingStore& store) {
  if (const auto slot = slots.slot_at(store.address))
    publish(core, events::SlotStored{*slot, store.value(), store.eip});
}

void Machine::Impl::doubt(const DistrustedCode& block) {
  doubtful = true;
  distrusted.push_back(block);
  clock.stop_before_next();
}

void Machine::Impl::drained(CoreId core, const WaitingStore& store) {
  if (!slots.may_hit(store.address, store.width)) return;
  const auto swaps = slots.changes(store.eip);
  for (const auto& swap : swaps) publish(core, swap);
  const auto slot = slots.slot_at(store.address);
  if (swaps.empty() && slot) publish(core, events::SlotRewritten{*slot, store.value(), store.eip});
}

void Machine::Impl::publish(CoreId core, EventBody body) {
  if (!powered_on || doubtful) return;
  if (!troubles.admits(clock.stamp(), core, body)) return;
  const Event event{clock.stamp(), core, body};
  log.append(event);
  ++published;
  if (published > told) {
    told = published;
    if (watcher && watcher(event)) asked_ = true;
  }
  if (asked_ || board.debug.exited()) clock.stop_before_next();
}

// --- time and model-specific registers ---------------------------------------

void Machine::Impl::status_changed(CoreId) {
  const auto running = std::count_if(cores.begin(), cores.end(), [](const auto& core) {
    return core->status() == CoreStatus::Running;
  });
  time_.set_running(clock.step, static_cast<unsigned>(running));
  deadline_known_ = false;
  clock.stop_before_next();
}

std::uint64_t Machine::Impl::timestamp(CoreId) { return now() / kTicksPerCycle; }

std::optional<std::uint64_t> Machine::Impl::read_msr(CoreId core, std::uint32_t index) {
  if (index == kMsrTimestamp) return timestamp(core);
  if (index == kMsrApicBase) return board.lapics.base_msr(core);
  return std::nullopt;
}

bool Machine::Impl::write_msr(CoreId core, std::uint32_t index, std::uint64_t value) {
  if (index != kMsrApicBase) return false;
  board.lapics.set_base_msr(core, value);
  refresh_attention();
  return true;
}

std::uint64_t Machine::Impl::hash() {
  HashVisitor visitor;
  board.advance(now());  // some devices note when they were last asked
  for (auto& core : cores) core->visit(visitor);
  time_.visit(visitor);
  troubles.visit(visitor);
  visitor.field("step", clock.step);
  visitor.field("a20", a20_);
  visitor.field("nmi", nmi_);
  visitor.field("stopped", stopped_by_init_);
  board.visit(visitor);
  visitor.bytes("ram", ram.bytes().data(), ram.bytes().size());
  return visitor.digest();
}

}  // namespace vectorscope
