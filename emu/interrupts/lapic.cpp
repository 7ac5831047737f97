// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/interrupts/lapic.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "emu/base/fault.hpp"

namespace vectorscope {
namespace {

// Register offsets (SDM, "Local APIC register address map").
constexpr std::uint32_t kId = 0x020;
constexpr std::uint32_t kVersion = 0x030;
constexpr std::uint32_t kTpr = 0x080;
constexpr std::uint32_t kApr = 0x090;
constexpr std::uint32_t kPpr = 0x0A0;
constexpr std::uint32_t kEoi = 0x0B0;
constexpr std::uint32_t kRemoteRead = 0x0C0;
constexpr std::uint32_t kLdr = 0x0D0;
constexpr std::uint32_t kDfr = 0x0E0;
constexpr std::uint32_t kSvr = 0x0F0;
constexpr std::uint32_t kIsr = 0x100;
constexpr std::uint32_t kTmr = 0x180;
constexpr std::uint32_t kIrr = 0x200;
constexpr std::uint32_t kEsr = 0x280;
constexpr std::uint32_t kIcrLow = 0x300;
constexpr std::uint32_t kIcrHigh = 0x310;
constexpr std::uint32_t kLvt = 0x320;  // timer, thermal, performance, LINT0, LINT1, error
constexpr std::uint32_t kInitialCount = 0x380;
constexpr std::uint32_t kCurrentCount = 0x390;
constexpr std::uint32_t kDivide = 0x3E0;

constexpr std::uint32_t kSoftwareEnable = 0x100;  // SVR
constexpr std::uint32_t kMasked = 0x10000;        // LVT
constexpr std::uint32_t kPeriodic = 0x20000;      // LVT timer
constexpr std::uint32_t kModeMask = 0x700;        // LVT and ICR: delivery mode
constexpr std::uint32_t kExtInt = 0x700;
constexpr std::uint32_t kLogical = 0x800;         // ICR
constexpr std::uint32_t kAssert = 0x4000;
constexpr std::uint32_t kLevel = 0x8000;
constexpr std::uint32_t kIcrLowBits = 0x000CCFFF;
enum Mode : std::uint32_t { kFixed = 0, kLowest = 1, kNmi = 4, kInit = 5, kStartup = 6 };

constexpr std::uint32_t kSendIllegalVector = 0x20;  // ESR
constexpr std::uint32_t kReceiveIllegalVector = 0x40;
constexpr std::uint32_t kIllegalRegister = 0x80;

constexpr std::uint64_t kBspBit = 0x100;  // IA32_APIC_BASE
constexpr std::uint64_t kEnableBit = 0x800;

// Version 14h of a Pentium 4, highest LVT entry 5, as QEMU.
constexpr std::uint32_t kVersionValue = 0x00050014;
// The bits of each LVT entry that can be written.
constexpr std::array<std::uint32_t, 6> kLvtBits = {0x300FF, 0x107FF, 0x107FF,
                                                   0x1A7FF, 0x1A7FF, 0x100FF};

using Words = std::array<std::uint32_t, 8>;
void set(Words& words, Vector vector) { words[vector / 32] |= 1U << (vector % 32); }
void clear(Words& words, Vector vector) { words[vector / 32] &= ~(1U << (vector % 32)); }
bool test(const Words& words, Vector vector) {
  return (words[vector / 32] >> (vector % 32) & 1) != 0;
}
constexpr std::uint16_t core_bit(CoreId core) { return static_cast<std::uint16_t>(1U << core); }

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
  bank = Bank{};
  bank.base_msr = base_msr;
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

bool LocalApics::accepts_pic(CoreId core) const {
  const Bank& bank = banks_[core];
  if (!enabled(bank)) return true;
  return (bank.lvt[kLint0] & (kMasked | kModeMask)) == kExtInt;
}

void LocalApics::accept(const InterruptMessage& message) {
  std::uint16_t targets = 0;
  for (CoreId core = 0; core < cores(); ++core) {
    const bool answers = wires_.present(core) && (banks_[core].base_msr & kEnableBit) != 0;
    if (answers && addressed(core, message.destination, message.logical)) targets |= core_bit(core);
  }
  if (message.mode == DeliveryMode::Lowest) targets = least_busy(targets);
  for (CoreId target = 0; target < cores(); ++target)
    if ((targets & core_bit(target)) != 0) take(target, message);
}

// SDM 3A, 10.5.1, "Delivery mode". SMI and ExtINT have no way into these cores.
void LocalApics::take(CoreId target, const InterruptMessage& message) {
  switch (message.mode) {
    case DeliveryMode::Fixed:
    case DeliveryMode::Lowest:
      request(target, message.vector, message.level_triggered, kNoCore);
      return;
    case DeliveryMode::Nmi: wires_.nmi(target); return;
    case DeliveryMode::Init:
      init_reset(target);
      wires_.init(target, kNoCore);
      return;
    default:
      events_.publish(target, events::DeviceError{IoApic::kBase,
                                                  static_cast<std::uint32_t>(message.mode),
                                                  "I/O APIC: a delivery mode that nobody takes"});
  }
}

void LocalApics::post(CoreId target, Vector vector, bool level_triggered) {
  if (target < banks_.size()) request(target, vector, level_triggered, kNoCore);
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
  bank.lvt[index] = value & kLvtBits[index];
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

// SDM, "Issuing Interprocessor Interrupts".
void LocalApics::send(CoreId from) {
  const std::uint32_t icr = banks_[from].icr_low;
  const std::uint32_t mode = (icr & kModeMask) >> 8;
  // INIT level de-assert only synchronised the arbitration of old bus APICs.
  if (mode == kInit && (icr & kLevel) != 0 && (icr & kAssert) == 0) return;
  if ((mode == kFixed || mode == kLowest) && (icr & 0xFF) < 16) {
    raise_error(from, kSendIllegalVector);
  }
  std::uint16_t targets = destinations(from);
  if (mode == kLowest) targets = least_busy(targets);
  if (targets == 0) {
    const auto asked = static_cast<CoreId>(banks_[from].icr_high >> 24);
    const bool physical = (icr & kLogical) == 0;
    events_.publish(from, events::IpiSent{physical ? asked : kNoCore, icr, Delivery::NoTarget,
                                          Controller::Lapic});
  }
  for (CoreId target = 0; target < cores(); ++target) {
    if ((targets & core_bit(target)) != 0) deliver(target, from, icr);
  }
}

std::uint16_t LocalApics::destinations(CoreId from) const {
  enum Shorthand : std::uint32_t { kNone, kSelf, kAll, kOthers };
  const Bank& sender = banks_[from];
  const std::uint32_t shorthand = sender.icr_low >> 18 & 3;
  std::uint16_t targets = 0;
  for (CoreId core = 0; core < cores(); ++core) {
    const bool self = core == from;
    bool meant = self;
    if (shorthand == kAll) meant = true;
    if (shorthand == kOthers) meant = !self || fault("lapic-others-is-all");
    if (shorthand == kNone) {
      meant = addressed(core, static_cast<std::uint8_t>(sender.icr_high >> 24),
                        (sender.icr_low & kLogical) != 0);
    }
    const bool answers = wires_.present(core) && (banks_[core].base_msr & kEnableBit) != 0;
    if (meant && answers) targets |= core_bit(core);
  }
  return targets;
}

// SDM, "Physical Destination Mode" and "Logical Destination Mode".
bool LocalApics::addressed(CoreId core, std::uint8_t destination, bool logical) const {
  if (destination == 0xFF) return true;
  if (!logical) return destination == core;
  const Bank& bank = banks_[core];
  const std::uint32_t id = bank.ldr >> 24;
  if (bank.dfr >> 28 == 0xF || fault("lapic-no-clusters")) return (destination & id) != 0;
  const bool cluster = (destination >> 4) == (id >> 4) || destination >> 4 == 0xF;
  return cluster && (destination & id & 0xF) != 0;
}

std::uint16_t LocalApics::least_busy(std::uint16_t targets) const {
  std::uint16_t best = 0;
  unsigned lowest = 0x100;
  for (CoreId core = 0; core < cores(); ++core) {
    const unsigned priority = processor_priority(banks_[core]);
    if ((targets & core_bit(core)) == 0 || priority >= lowest) continue;
    lowest = priority;
    best = core_bit(core);
  }
  return best;
}

void LocalApics::deliver(CoreId target, CoreId from, std::uint32_t icr) {
  const auto outcome = [&](Delivery delivery) {
    events_.publish(from, events::IpiSent{target, icr, delivery, Controller::Lapic});
  };
  const std::uint32_t mode = (icr & kModeMask) >> 8;
  const bool fixed = mode == kFixed || mode == kLowest;
  const bool accepts = !fixed || enabled(banks_[target]);
  if (accepts && wires_.lost && wires_.lost(target)) return outcome(Delivery::Dropped);
  switch (mode) {
    case kFixed:
    case kLowest:
      // The message is on the bus before the target asks for attention.
      outcome(accepts ? Delivery::Accepted : Delivery::Dropped);
      if (accepts) deliver_fixed(target, from, icr);
      return;
    case kNmi:
      outcome(Delivery::Accepted);
      wires_.nmi(target);
      return;
    case kInit:
      outcome(Delivery::Accepted);
      init_reset(target);
      wires_.init(target, from);
      return;
    case kStartup:
      outcome(Delivery::Accepted);
      wires_.startup(target, static_cast<Vector>(icr), from);
      return;
    default:  // SMI and the reserved modes: nobody listens
      outcome(Delivery::Dropped);
  }
}

void LocalApics::deliver_fixed(CoreId target, CoreId from, std::uint32_t icr) {
  const auto vector = static_cast<Vector>(icr);
  const bool level = (icr & kLevel) != 0;
  const Ticks delay = late_[target].due == 0 && wires_.late ? wires_.late(target) : 0;
  if (delay == 0) {
    request(target, vector, level, from);
  } else {
    late_[target] = {
        .due = now_ + delay, .from = from, .vector = vector, .level_triggered = level};
  }
}

void LocalApics::deliver_late(Ticks now) {
  for (CoreId target = 0; target < cores(); ++target) {
    if (late_[target].due == 0 || late_[target].due > now) continue;
    const Late message = std::exchange(late_[target], {});
    request(target, message.vector, message.level_triggered, message.from);
  }
}

// SDM, "Divide Configuration Register": bits 3, 1 and 0.
Ticks LocalApics::ticks_per_count(const Bank& bank) {
  const std::uint32_t code = (bank.divide & 3) | (bank.divide >> 1 & 4);
  const Ticks divisor = code == 7 || fault("lapic-no-divider") ? 1 : Ticks{2} << code;
  return divisor * kTicksPerCycle;
}

void LocalApics::start_timer(Bank& bank, std::uint32_t count) const {
  bank.count = count;
  bank.since = now_;
}

std::uint32_t LocalApics::current_count(const Bank& bank, Ticks now) {
  const Ticks counted = (now - bank.since) / ticks_per_count(bank);
  return counted >= bank.count ? 0 : bank.count - static_cast<std::uint32_t>(counted);
}

Ticks LocalApics::timer_expiry(const Bank& bank) {
  if (bank.count == 0) return kNever;
  const Ticks length = bank.count * ticks_per_count(bank);
  return bank.since > kNever - length ? kNever : bank.since + length;
}

Ticks LocalApics::next_deadline() const {
  Ticks deadline = kNever;
  for (const Late& message : late_)
    if (message.due != 0) deadline = std::min(deadline, message.due);
  for (const Bank& bank : banks_) {
    // A masked timer counts, but nobody hears it.
    if ((bank.lvt[kTimer] & kMasked) == 0) deadline = std::min(deadline, timer_expiry(bank));
  }
  return deadline;
}

void LocalApics::advance(Ticks now) {
  now_ = now;
  deliver_late(now);
  for (CoreId core = 0; core < cores(); ++core) {
    if (timer_expiry(banks_[core]) <= now) timer_expired(core);
  }
}

// Expiries that nobody looked at merge into one request, as they would in the IRR.
void LocalApics::timer_expired(CoreId core) {
  Bank& bank = banks_[core];
  bank.since = timer_expiry(bank);
  const bool periodic = (bank.lvt[kTimer] & kPeriodic) != 0 || fault("lapic-one-shot-repeats");
  bank.count = periodic ? bank.initial_count : 0;
  if (bank.count != 0) {
    const Ticks period = bank.count * ticks_per_count(bank);
    bank.since += (now_ - bank.since) / period * period;
  }
  if ((bank.lvt[kTimer] & kMasked) == 0) {
    request(core, static_cast<Vector>(bank.lvt[kTimer]), false, kNoCore);
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
  }
}

}  // namespace vectorscope
