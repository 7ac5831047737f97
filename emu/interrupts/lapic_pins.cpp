// SPDX-License-Identifier: GPL-2.0-or-later
// LINT0, where a PC has the PIC's INTR (SDM 3A, 10.5.1). Nothing is at LINT1.
#include "emu/base/fault.hpp"
#include "emu/interrupts/lapic.hpp"
#include "emu/interrupts/lapic_layout.hpp"

namespace vectorscope {

using namespace lapic;

// In the modes other than ExtINT the pin is like any other source. An edge that
// comes while the entry is masked is lost; a level is not.
void LocalApics::set_lint0(CoreId core, bool level) {
  Bank& bank = banks_[core];
  const bool rose = level && !bank.lint0;
  bank.lint0 = level;
  serve_lint0(core, rose);
}

void LocalApics::serve_lint0(CoreId core, bool rose) {
  Bank& bank = banks_[core];
  std::uint32_t& entry = bank.lvt[kLint0];
  if ((entry & kMasked) != 0 || (bank.base_msr & kEnableBit) == 0) return;
  const std::uint32_t mode = (entry & kModeMask) >> 8;
  if (mode == kNmi && rose) wires_.nmi(core);
  if (mode != kFixed) return;
  const bool by_level = (entry & kLevel) != 0;
  const bool again = bank.lint0 && (entry & kRemoteIrr) == 0;
  if (by_level ? !again : !rose) return;
  if (by_level) entry |= kRemoteIrr;
  request(core, static_cast<Vector>(entry), by_level, kNoCore);
}

void LocalApics::lint0_ended(CoreId core, Vector vector) {
  std::uint32_t& entry = banks_[core].lvt[kLint0];
  if ((entry & kRemoteIrr) == 0 || static_cast<Vector>(entry) != vector) return;
  entry &= ~kRemoteIrr;
  serve_lint0(core, false);
}

bool LocalApics::accepts_pic(CoreId core) const {
  const Bank& bank = banks_[core];
  if (!enabled(bank)) return true;
  return (bank.lvt[kLint0] & (kMasked | kModeMask)) == kExtInt;
}

}  // namespace vectorscope
