// SPDX-License-Identifier: GPL-2.0-or-later
// The machine from within: what its cores ask of the board, each on its own stack. Events,
// ports, devices, stores that are watched, interrupts, and the registers that the board answers.
#include "emu/machine/machine_impl.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace vectorscope {
namespace {

constexpr std::uint32_t kMsrApicBase = 0x1B;

}  // namespace

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

void Machine::Impl::drained(CoreId core, const WaitingStore& store) {
  if (!slots.may_hit(store.address, store.width)) return;
  const auto swaps = slots.changes(store.eip);
  for (const auto& swap : swaps) publish(core, swap);
  const auto slot = slots.slot_at(store.address);
  if (swaps.empty() && slot) publish(core, events::SlotRewritten{*slot, store.value(), store.eip});
}

void Machine::Impl::doubt(const DistrustedCode& block) {
  doubtful = true;
  distrusted.push_back(block);
  clock.stop_before_next();
}

// --- interrupts -------------------------------------------------------------

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

// --- time and model-specific registers --------------------------------------

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
  if (index == kMsrApicBase) return board.lapics.base_msr(core);
  return std::nullopt;
}

bool Machine::Impl::write_msr(CoreId core, std::uint32_t index, std::uint64_t value) {
  if (index != kMsrApicBase) return false;
  board.lapics.set_base_msr(core, value);
  refresh_attention();
  return true;
}

}  // namespace vectorscope
