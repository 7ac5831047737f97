// SPDX-License-Identifier: GPL-2.0-or-later
// The local APIC's timer.
#include <algorithm>

#include "emu/base/fault.hpp"
#include "emu/interrupts/lapic.hpp"
#include "emu/interrupts/lapic_layout.hpp"

namespace vectorscope {

using namespace lapic;

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

}  // namespace vectorscope
