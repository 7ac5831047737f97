// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/interrupts/ipi_mailbox.hpp"

#include <utility>

#include "emu/base/fault.hpp"

namespace vectorscope {
namespace {

constexpr std::uint32_t kMbox = 0x000, kGstat = 0x004, kBoxStride = 0x10;  // global, one per core
constexpr std::uint32_t kMsg = 0x800, kPend = 0x804, kAck = 0x808, kRaised = 0x80C,
                        kCleared = 0x810;  // local

}  // namespace

std::optional<std::uint32_t> IpiMailbox::read(std::uint32_t offset, CoreId core) const {
  if (const auto target = bank_index(offset, kGstat, kMaxCores, kBoxStride); target && with_status_)
    return boxes_[*target].last_accepted ? 1 : 0;
  const Box& box = boxes_[core];
  switch (offset) {
    case kMsg: return box.message;
    case kPend: return box.pending ? 1 : 0;
    case kRaised: return box.raised;
    case kCleared: return box.cleared;
    default: return std::nullopt;
  }
}

bool IpiMailbox::write(std::uint32_t offset, std::uint32_t value, CoreId core) {
  if (const auto target = bank_index(offset, kMbox, kMaxCores, kBoxStride)) {
    send(core, *target, value);
    return true;
  }
  if (offset != kAck) return false;
  acknowledge(core);
  return true;
}

void IpiMailbox::send(CoreId from, unsigned target, std::uint32_t message) {
  if (target >= cores()) return sent(from, target, message, Delivery::NoTarget);
  Box& box = boxes_[target];
  ++box.raised;
  // A message lost on the way was accepted, as far as the sender can tell.
  box.last_accepted = !box.pending || fault("ipi-status-always-good");
  if (box.pending || lost_on_the_way(static_cast<CoreId>(target)))
    return sent(from, target, message, Delivery::Dropped);
  box.pending = true;
  box.message = message;
  box.source = from;
  sent(from, target, message, Delivery::Accepted);
}

void IpiMailbox::acknowledge(CoreId core) {
  Box& box = boxes_[core];
  if (!std::exchange(box.pending, false)) return;
  ++box.cleared;
  taken(core, box.source, box.message);
}

IpiRegisters::Received IpiMailbox::received(CoreId core) const {
  const Box& box = boxes_[core];
  return {box.pending, box.source, box.message};
}

void IpiMailbox::visit(StateVisitor& state) {
  for (unsigned core = 0; core < cores(); ++core) {
    Box& box = boxes_[core];
    state.field("pending", box.pending);
    state.field("last accepted", box.last_accepted);
    state.field("source", box.source);
    state.field("message", box.message);
    state.field("raised", box.raised);
    state.field("cleared", box.cleared);
  }
}

}  // namespace vectorscope
