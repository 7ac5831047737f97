// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/interrupts/ipi_registers.hpp"

#include "emu/interrupts/ipi_bits.hpp"
#include "emu/interrupts/ipi_busy.hpp"
#include "emu/interrupts/ipi_mailbox.hpp"
#include "emu/interrupts/ipi_nxn.hpp"

namespace vectorscope {

std::unique_ptr<IpiRegisters> IpiRegisters::of(IpiModel model, const IpiWires& wires) {
  switch (model) {
    case IpiModel::Lossy: return std::make_unique<IpiMailbox>(wires, false);
    case IpiModel::Status: return std::make_unique<IpiMailbox>(wires, true);
    case IpiModel::NxN: return std::make_unique<IpiNxN>(wires);
    case IpiModel::Bits: return std::make_unique<IpiBits>(wires);
    case IpiModel::Busy: break;
  }
  return std::make_unique<IpiBusy>(wires);
}

void IpiRegisters::sent(CoreId from, std::uint32_t target, std::uint32_t message,
                        Delivery outcome) {
  const auto core = target < cores() ? static_cast<CoreId>(target) : kNoCore;
  wires_.events.publish(from, events::IpiSent{core, message, outcome, Controller::IpiBus});
  const bool arrived = outcome == Delivery::Accepted || outcome == Delivery::Overwritten;
  if (arrived && core != kNoCore) wires_.attention(core);
}

void IpiRegisters::taken(CoreId by, CoreId sender, std::uint32_t message) {
  wires_.events.publish(by, events::IpiReceived{sender, message});
}

}  // namespace vectorscope
