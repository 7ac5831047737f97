// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/interrupts/ipi_nxn.hpp"

#include <bit>
#include <utility>

namespace vectorscope {
namespace {

constexpr std::uint32_t kSend = 0x1000, kRxPend = 0x1800, kRxClear = 0x1804, kRxData = 0x1900;

}  // namespace

std::optional<std::uint32_t> IpiNxN::read(std::uint32_t offset, CoreId core) const {
  if (const auto target = bank_index(offset, kSend, kMaxCores))
    return receivers_[*target].from[core].full ? 1 : 0;
  if (const auto sender = bank_index(offset, kRxData, kMaxCores))
    return receivers_[core].from[*sender].message;
  if (offset == kRxPend) return pending(core);
  return std::nullopt;
}

bool IpiNxN::write(std::uint32_t offset, std::uint32_t value, CoreId core) {
  if (const auto target = bank_index(offset, kSend, kMaxCores)) {
    send(core, *target, value);
    return true;
  }
  if (offset != kRxClear) return false;
  clear(core, value);
  return true;
}

void IpiNxN::send(CoreId from, unsigned target, std::uint32_t message) {
  if (target >= cores()) return sent(from, target, message, Delivery::NoTarget);
  Receiver& receiver = receivers_[target];
  if (lost_on_the_way(static_cast<CoreId>(target)))
    return sent(from, target, message, Delivery::Dropped);
  Slot& slot = receiver.from[from];
  const bool overwrites = std::exchange(slot.full, true);
  slot.message = message;
  sent(from, target, message, overwrites ? Delivery::Overwritten : Delivery::Accepted);
}

// Write 1 to clear: a receiver that clears more than it has read loses messages.
void IpiNxN::clear(CoreId core, std::uint32_t senders) {
  for (unsigned sender = 0; sender < cores(); ++sender) {
    Slot& slot = receivers_[core].from[sender];
    if ((senders >> sender & 1) != 0 && std::exchange(slot.full, false))
      taken(core, static_cast<CoreId>(sender), slot.message);
  }
}

std::uint32_t IpiNxN::pending(CoreId core) const {
  std::uint32_t bits = 0;
  for (unsigned sender = 0; sender < cores(); ++sender)
    if (receivers_[core].from[sender].full) bits |= 1u << sender;
  return bits;
}

IpiRegisters::Received IpiNxN::received(CoreId core) const {
  const auto bits = pending(core);
  if (bits == 0) return {};
  const auto sender = static_cast<CoreId>(std::countr_zero(bits));
  return {true, sender, receivers_[core].from[sender].message};
}

void IpiNxN::visit(StateVisitor& state) {
  for (unsigned core = 0; core < cores(); ++core) {
    for (unsigned sender = 0; sender < cores(); ++sender) {
      state.field("full", receivers_[core].from[sender].full);
      state.field("message", receivers_[core].from[sender].message);
    }
  }
}

}  // namespace vectorscope
