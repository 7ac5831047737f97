// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/interrupts/ipi_bits.hpp"

#include <utility>

#include "emu/base/fault.hpp"

namespace vectorscope {
namespace {

constexpr std::uint32_t kSend = 0x1A00, kPend = 0x1A04, kClear = 0x1A08;

}  // namespace

std::optional<std::uint32_t> IpiBits::read(std::uint32_t offset, CoreId core) const {
  if (offset != kPend) return std::nullopt;
  return receivers_[core].pending ? 1 : 0;
}

bool IpiBits::write(std::uint32_t offset, std::uint32_t value, CoreId core) {
  if (offset == kSend) {
    for (unsigned target = 0; target < 32; ++target)
      if ((value >> target & 1) != 0) send(core, target);
    return true;
  }
  if (offset != kClear) return false;
  if (((value & 1) != 0 || fault("ipi-any-write-clears")) && std::exchange(receivers_[core].pending, false)) taken(core, kNoCore, 0);
  return true;
}

void IpiBits::send(CoreId from, unsigned target) {
  if (target >= cores()) return sent(from, target, 0, Delivery::NoTarget);
  Receiver& receiver = receivers_[target];
  if (lost_on_the_way(static_cast<CoreId>(target))) return sent(from, target, 0, Delivery::Dropped);
  const bool merged = std::exchange(receiver.pending, true);
  sent(from, target, 0, merged ? Delivery::Overwritten : Delivery::Accepted);
}

IpiRegisters::Received IpiBits::received(CoreId core) const {
  return {receivers_[core].pending, kNoCore, 0};
}

void IpiBits::visit(StateVisitor& state) {
  for (unsigned core = 0; core < cores(); ++core) {
    state.field("pending", receivers_[core].pending);
  }
}

}  // namespace vectorscope
