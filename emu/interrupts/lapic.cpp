// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/interrupts/lapic.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "emu/base/fault.hpp"
#include "emu/interrupts/lapic_layout.hpp"

namespace vectorscope {

using namespace lapic;

namespace {


using Words = std::array<std::uint32_t, 8>;
void set(Words& words, Vector vector) { words[vector / 32] |= 1U << (vector % 32); }
void clear(Words& words, Vector vector) { words[vector / 32] &= ~(1U << (vector % 32)); }
bool test(const Words& words, Vector vector) {
  return (words[vector / 32] >> (vector % 32) & 1) != 0;
}

}  // namespace

LocalApics::LocalApics(unsigned cores, EventSink& events, LapicWires wires)
    : events_(events), wires_(std::move(wires)), banks_(cores) {
  reset();
}

// What SeaBIOS leaves to a Multiboot kernel (QEMU 7.2, `info lapic`): the first
// core enabled with LINT0 = ExtINT and LINT1 = NMI, level; the others untouched.
void LocalApics::reset() {
  late_ = {};
  for (Bank& bank : banks_) {
    bank.base_msr = kBase | kEnableBit;
    power_on(bank);
  }
  Bank& bsp = banks_.front();
  bsp.base_msr |= kBspBit;
  bsp.svr |= kSoftwareEnable;
  bsp.lvt[kLint0] = 0x8700;
  bsp.lvt[kLint1] = 0x8400;
}

// SDM, "Local APIC State After Power-Up or Reset".
void LocalApics::power_on(Bank& bank) {
  const std::uint64_t base_msr = bank.base_msr;
  const bool lint0 = bank.lint0;
  bank = Bank{};
  bank.base_msr = base_msr;
  bank.lint0 = lint0;
  bank.sender.fill(kNoCore);
  bank.lvt.fill(kMasked);
  bank.svr = 0xFF;
  bank.dfr = 0xFFFFFFFF;
}

void LocalApics::init_reset(CoreId core) { power_on(banks_[core]); }

void LocalApics::set_base_msr(CoreId core, std::uint64_t value) {
  Bank& bank = banks_[core];
  if ((value & 0xFFFFF000) != kBase) {
    events_.publish(core, events::DeviceError{kBase, static_cast<std::uint32_t>(value),
                                              "LAPIC: the base address is fixed"});
  }
  const bool enable = (value & kEnableBit) != 0;
  const bool was = (bank.base_msr & kEnableBit) != 0;
  if (enable == was) return;
  bank.base_msr ^= kEnableBit;
  if (!enable) power_on(bank);
}

LocalApics::Bits LocalApics::to_bits(const Words& words) {
  Bits bits;
  for (unsigned vector = 0; vector < bits.size(); ++vector) {
    bits[vector] = test(words, static_cast<Vector>(vector));
  }
  return bits;
}

bool LocalApics::enabled(const Bank& bank) {
  return (bank.base_msr & kEnableBit) != 0 && (bank.svr & kSoftwareEnable) != 0;
}

int LocalApics::highest(const Words& words) {
  for (int index = 7; index >= 0; --index) {
    const std::uint32_t word = words[static_cast<unsigned>(index)];
    if (word != 0) return index * 32 + 31 - std::countl_zero(word);
  }
  return -1;
}

// SDM, "Task and Processor Priorities".
std::uint8_t LocalApics::processor_priority(const Bank& bank) {
  const int in_service = fault("lapic-nesting") ? 0 : std::max(highest(bank.isr), 0) & 0xF0;
  const int task = static_cast<int>(bank.tpr);
  return static_cast<std::uint8_t>((task & 0xF0) >= in_service ? task : in_service);
}

bool LocalApics::pending(CoreId core) const {
  const Bank& bank = banks_[core];
  return enabled(bank) && (highest(bank.irr) & ~0xF) > (processor_priority(bank) & 0xF0);
}

Vector LocalApics::acknowledge(CoreId core) {
  Bank& bank = banks_[core];
  if (!pending(core)) return static_cast<Vector>(bank.svr);
  const auto vector = static_cast<Vector>(highest(bank.irr));
  clear(bank.irr, vector);
  set(bank.isr, vector);
  const CoreId sender = std::exchange(bank.sender[vector], kNoCore);
  if (sender != kNoCore) events_.publish(core, events::IpiReceived{sender, vector});
  return vector;
}

bool LocalApics::request(CoreId target, Vector vector, bool level_triggered, CoreId from) {
  Bank& bank = banks_[target];
  if (!enabled(bank)) return false;
  if (vector < 16) {
    raise_error(target, kReceiveIllegalVector);
    return false;
  }
  set(bank.irr, vector);
  bank.sender[vector] = from;
  if (level_triggered) {
    set(bank.tmr, vector);
  } else {
    clear(bank.tmr, vector);
  }
  attend(target);
  return true;
}

void LocalApics::attend(CoreId core) {
  if (pending(core)) wires_.attention(core);
}

void LocalApics::end_of_interrupt(CoreId core) {
  Bank& bank = banks_[core];
  const int vector = highest(bank.isr);
  const bool level = vector >= 0 && to_bits(bank.tmr).test(static_cast<std::size_t>(vector));
  if (vector >= 0) clear(bank.isr, static_cast<Vector>(vector));
  if (level && wires_.level_ended && !fault("lapic-level-not-told")) wires_.level_ended(static_cast<Vector>(vector));
  events_.publish(core, events::Eoi{Controller::Lapic, static_cast<std::int16_t>(vector)});
  if (level) lint0_ended(core, static_cast<Vector>(vector));
  attend(core);
}

void LocalApics::raise_error(CoreId core, std::uint32_t error) {
  Bank& bank = banks_[core];
  bank.errors |= error;
  const std::uint32_t entry = bank.lvt[kError];
  const auto vector = static_cast<Vector>(entry);
  // An illegal vector here would be an error again, without end.
  if ((entry & kMasked) == 0 && vector >= 16) request(core, vector, false, kNoCore);
}

std::uint32_t LocalApics::read(std::uint32_t offset, unsigned width, Access access) {
  const bool exists = width == 4 && offset % 16 == 0 && access.core < banks_.size();
  if (exists) {
    const Bank& bank = banks_[access.core];
    if (const auto value = register_value(bank, access.core, offset)) return *value;
  }
  refuse(offset, 0, access);
  return 0xFFFFFFFF;
}

void LocalApics::write(std::uint32_t offset, unsigned width, std::uint32_t value, Access access) {
  const bool exists = width == 4 && offset % 16 == 0 && access.core < banks_.size();
  if (!exists || !set_register(access.core, offset, value)) refuse(offset, value, access);
}

std::optional<std::uint32_t> LocalApics::read_quietly(std::uint32_t offset, unsigned width,
                                                      Access access) const {
  if (width != 4 || (offset != kId && offset != kVersion)) return std::nullopt;
  return register_value(banks_[access.core], access.core, offset);
}

void LocalApics::refuse(std::uint32_t offset, std::uint32_t value, Access access) {
  if (!access.is_guest()) return;
  events_.publish(access.core,
                  events::DeviceError{kBase + offset, value, "LAPIC: no such register"});
  if (access.core < banks_.size()) raise_error(access.core, kIllegalRegister);
}

std::optional<std::uint32_t> LocalApics::register_value(const Bank& bank, CoreId core,
                                                        std::uint32_t offset) const {
  if (offset >= kIsr && offset < kIsr + 0x80) return bank.isr[(offset - kIsr) / 16];
  if (offset >= kTmr && offset < kTmr + 0x80) return bank.tmr[(offset - kTmr) / 16];
  if (offset >= kIrr && offset < kIrr + 0x80) return bank.irr[(offset - kIrr) / 16];
  if (offset >= kLvt && offset < kLvt + 16 * kLvts) return bank.lvt[(offset - kLvt) / 16];
  switch (offset) {
    case kId: return std::uint32_t{core} << 24;
    case kVersion: return kVersionValue;
    case kTpr: return bank.tpr;
    case kApr: return 0;
    case kPpr: return processor_priority(bank);
    case kEoi:
    case kRemoteRead: return 0;  // nobody answers a remote read
    case kLdr: return bank.ldr;
    case kDfr: return bank.dfr;
    case kSvr: return bank.svr;
    case kEsr: return bank.esr;
    case kIcrLow: return bank.icr_low;
    case kIcrHigh: return bank.icr_high;
    case kInitialCount: return bank.initial_count;
    case kCurrentCount: return current_count(bank, now_);
    case kDivide: return bank.divide;
    default: return std::nullopt;
  }
}

bool LocalApics::set_register(CoreId core, std::uint32_t offset, std::uint32_t value) {
  Bank& bank = banks_[core];
  if (offset >= kLvt && offset < kLvt + 16 * kLvts) {
    set_lvt(bank, (offset - kLvt) / 16, value);
    serve_lint0(core, false);
    return true;
  }
  switch (offset) {
    case kId: return true;  // the board numbers its cores
    case kTpr: bank.tpr = value & 0xFF; attend(core); return true;
    case kEoi: end_of_interrupt(core); return true;
    case kLdr: bank.ldr = value & 0xFF000000; return true;
    case kDfr: bank.dfr = value | 0x0FFFFFFF; return true;
    case kSvr: set_svr(core, value); return true;
    case kEsr:
      bank.esr = fault("lapic-error-stays") ? bank.errors : std::exchange(bank.errors, 0);
      return true;
    case kIcrLow: bank.icr_low = value & kIcrLowBits; send(core); return true;
    case kIcrHigh: bank.icr_high = value & 0xFF000000; return true;
    case kInitialCount:
      bank.initial_count = value;
      start_timer(bank, value);
      return true;
    case kDivide:
      start_timer(bank, current_count(bank, now_));  // counts on at the new rate
      bank.divide = value & 0xB;
      return true;
    default: return false;
  }
}

// "LVT mask bits cannot be cleared while the APIC is software-disabled."
void LocalApics::set_lvt(Bank& bank, unsigned index, std::uint32_t value) {
  const std::uint32_t kept = (value & kLevel) != 0 ? bank.lvt[index] & kRemoteIrr : 0;
  bank.lvt[index] = (value & kLvtBits[index]) | kept;
  if (!enabled(bank)) bank.lvt[index] |= kMasked;
}

void LocalApics::set_svr(CoreId core, std::uint32_t value) {
  Bank& bank = banks_[core];
  bank.svr = value & 0x3FF;
  if (enabled(bank)) {
    attend(core);
  } else {
    for (std::uint32_t& entry : bank.lvt) entry |= kMasked;
  }
}

void LocalApics::visit(StateVisitor& state) {
  state.field("now", now_);
  for (Late& message : late_) {
    state.field("due", message.due);
    state.field("from", message.from);
    state.field("vector", message.vector);
    state.field("level", message.level_triggered);
  }
  for (Bank& bank : banks_) {
    state.field("irr", bank.irr);
    state.field("isr", bank.isr);
    state.field("tmr", bank.tmr);
    state.field("sender", bank.sender);
    state.field("lvt", bank.lvt);
    state.field("tpr", bank.tpr);
    state.field("svr", bank.svr);
    state.field("ldr", bank.ldr);
    state.field("dfr", bank.dfr);
    state.field("icr low", bank.icr_low);
    state.field("icr high", bank.icr_high);
    state.field("esr", bank.esr);
    state.field("errors", bank.errors);
    state.field("divide", bank.divide);
    state.field("initial count", bank.initial_count);
    state.field("count", bank.count);
    state.field("since", bank.since);
    state.field("base msr", bank.base_msr);
    state.field("lint0", bank.lint0);
  }
}

}  // namespace vectorscope
