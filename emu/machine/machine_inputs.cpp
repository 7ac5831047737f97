// SPDX-License-Identifier: GPL-2.0-or-later
// The machine from within: what comes from outside, keys and faults alike.
#include "emu/machine/machine_impl.hpp"

#include <array>

namespace vectorscope {

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

}  // namespace vectorscope
