// SPDX-License-Identifier: GPL-2.0-or-later
// The local APIC and the bus: IPIs out, and whatever comes in.
#include <utility>

#include "emu/base/fault.hpp"
#include "emu/interrupts/lapic.hpp"
#include "emu/interrupts/lapic_layout.hpp"

namespace vectorscope {

using namespace lapic;

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

// SDM, "Physical Destination Mode" and "Logical Destination Mode". Only all ones go to all clusters.
bool LocalApics::addressed(CoreId core, std::uint8_t destination, bool logical) const {
  if (destination == 0xFF) return true;
  if (!logical) return destination == core;
  const Bank& bank = banks_[core];
  const std::uint32_t id = bank.ldr >> 24;
  if (bank.dfr >> 28 == 0xF || fault("lapic-no-clusters")) return (destination & id) != 0;
  return (destination >> 4) == (id >> 4) && (destination & id & 0xF) != 0;
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

}  // namespace vectorscope
