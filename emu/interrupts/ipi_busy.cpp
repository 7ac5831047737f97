// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/interrupts/ipi_busy.hpp"

#include <utility>

#include "emu/base/fault.hpp"

namespace vectorscope {
namespace {

constexpr std::uint32_t kDest = 0x2000, kData = 0x2004, kStatus = 0x2008;
constexpr std::uint32_t kRxData = 0x200C, kRxSrc = 0x2010, kRxAck = 0x2014;

}  // namespace

std::optional<std::uint32_t> IpiBusy::read(std::uint32_t offset, CoreId core) const {
  switch (offset) {
    case kDest: return senders_[core].destination;
    case kStatus: return senders_[core].accepted ? 1 : 0;
    case kRxData: return receivers_[core].data;
    case kRxSrc: return receivers_[core].source;
    default: return std::nullopt;
  }
}

bool IpiBusy::write(std::uint32_t offset, std::uint32_t value, CoreId core) {
  switch (offset) {
    case kDest: senders_[core].destination = value; return true;
    case kData: send(core, value); return true;
    case kRxAck: acknowledge(core); return true;
    default: return false;
  }
}

void IpiBusy::send(CoreId from, std::uint32_t message) {
  Sender& sender = senders_[from];
  const Delivery outcome = deliver(from, sender.destination, message);
  // A message lost on the way was accepted, as far as the sender can tell.
  sender.accepted = outcome == Delivery::Accepted || outcome == Delivery::Dropped;
  sent(from, sender.destination, message, outcome);
}

Delivery IpiBusy::deliver(CoreId from, std::uint32_t destination, std::uint32_t message) {
  if (destination >= cores()) return Delivery::NoTarget;
  Receiver& receiver = receivers_[destination];
  if (receiver.full && !fault("ipi-never-busy")) return Delivery::Busy;
  if (lost_on_the_way(static_cast<CoreId>(destination))) return Delivery::Dropped;
  receiver.full = true;
  receiver.source = from;
  receiver.data = message;
  return Delivery::Accepted;
}

void IpiBusy::acknowledge(CoreId core) {
  Receiver& receiver = receivers_[core];
  if (std::exchange(receiver.full, false)) taken(core, receiver.source, receiver.data);
}

IpiRegisters::Received IpiBusy::received(CoreId core) const {
  const Receiver& receiver = receivers_[core];
  return {receiver.full, receiver.source, receiver.data};
}

void IpiBusy::reset() {
  senders_ = {};
  receivers_ = {};
}

void IpiBusy::visit(StateVisitor& state) {
  for (unsigned core = 0; core < cores(); ++core) {
    state.field("dest", senders_[core].destination);
    state.field("status", senders_[core].accepted);
    Receiver& receiver = receivers_[core];
    state.field("rx full", receiver.full);
    state.field("rx src", receiver.source);
    state.field("rx data", receiver.data);
  }
}

}  // namespace vectorscope
