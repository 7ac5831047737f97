// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/interrupts/ipi_bus.hpp"

#include <utility>

namespace vectorscope {
namespace {

// platform.md, "IPI bus"
constexpr std::uint32_t kVector = 0x814;
constexpr std::uint32_t kStopped = 0xE00;  // + 4t
constexpr std::uint32_t kCores = 0xFF4;
constexpr std::uint32_t kMe = 0xFF8;
constexpr std::uint32_t kId = 0xFFC;
constexpr std::uint32_t kDest = 0x2000;
constexpr std::uint32_t kData = 0x2004;
constexpr std::uint32_t kStatus = 0x2008;
constexpr std::uint32_t kRxData = 0x200C;
constexpr std::uint32_t kRxSrc = 0x2010;
constexpr std::uint32_t kRxAck = 0x2014;

}  // namespace

IpiBus::IpiBus(unsigned cores, IpiModel model, EventSink& events,
               std::function<void(CoreId)> attention, std::function<bool(CoreId)> stopped)
    : cores_(cores),
      model_(model),
      events_(events),
      attention_(std::move(attention)),
      stopped_(std::move(stopped)) {}

void IpiBus::reset() {
  senders_ = {};
  receivers_ = {};
}

IpiBus::Received IpiBus::received(CoreId core) const {
  const Receiver& receiver = receivers_[core];
  return {receiver.full, receiver.source, receiver.data};
}

std::uint32_t IpiBus::read(std::uint32_t offset, unsigned width, Access access) {
  if (width != 4 || offset % 4 != 0) {
    refuse(offset, 0, access, "IPI bus: only aligned 32-bit accesses");
    return 0xFFFFFFFF;
  }
  const auto value = register_value(offset, access.core);
  if (!value) refuse(offset, 0, access, "IPI bus: no such register to read");
  return value.value_or(0xFFFFFFFF);
}

void IpiBus::write(std::uint32_t offset, unsigned width, std::uint32_t value, Access access) {
  if (width != 4 || offset % 4 != 0) {
    refuse(offset, value, access, "IPI bus: only aligned 32-bit accesses");
  } else if (!set_register(offset, value, access.core)) {
    refuse(offset, value, access, "IPI bus: no such register to write");
  }
}

std::optional<std::uint32_t> IpiBus::register_value(std::uint32_t offset, CoreId core) const {
  if (core >= cores_) return std::nullopt;
  if (offset >= kStopped && offset < kStopped + 4 * kMaxCores) {
    const auto target = static_cast<CoreId>((offset - kStopped) / 4);
    return target < cores_ && stopped_(target) ? 1 : 0;
  }
  switch (offset) {
    case kId: return kIdentity + static_cast<std::uint32_t>(model_);
    case kMe: return core;
    case kCores: return cores_;
    case kVector: return receivers_[core].vector;
    default: return model_ == IpiModel::Busy ? busy_value(offset, core) : std::nullopt;
  }
}

std::optional<std::uint32_t> IpiBus::busy_value(std::uint32_t offset, CoreId core) const {
  switch (offset) {
    case kDest: return senders_[core].destination;
    case kStatus: return senders_[core].accepted ? 1 : 0;
    case kRxData: return receivers_[core].data;
    case kRxSrc: return receivers_[core].source;
    default: return std::nullopt;
  }
}

bool IpiBus::set_register(std::uint32_t offset, std::uint32_t value, CoreId core) {
  if (core >= cores_) return false;
  if (offset == kVector) {
    receivers_[core].vector = static_cast<Vector>(value);
    return true;
  }
  return model_ == IpiModel::Busy && set_busy(offset, value, core);
}

bool IpiBus::set_busy(std::uint32_t offset, std::uint32_t value, CoreId core) {
  switch (offset) {
    case kDest: senders_[core].destination = value; return true;
    case kData: send(core, value); return true;
    case kRxAck: acknowledge(core); return true;
    default: return false;
  }
}

void IpiBus::send(CoreId from, std::uint32_t message) {
  Sender& sender = senders_[from];
  const Delivery outcome = deliver(from, sender.destination, message);
  // A message lost on the way was accepted, as far as the sender can tell.
  sender.accepted = outcome == Delivery::Accepted || outcome == Delivery::Dropped;
  const bool exists = sender.destination < cores_;
  const CoreId target = exists ? static_cast<CoreId>(sender.destination) : kNoCore;
  events_.publish(from, events::IpiSent{target, message, outcome, Controller::IpiBus});
  if (outcome == Delivery::Accepted) attention_(target);
}

Delivery IpiBus::deliver(CoreId from, std::uint32_t destination, std::uint32_t message) {
  if (destination >= cores_) return Delivery::NoTarget;
  Receiver& receiver = receivers_[destination];
  if (receiver.full) return Delivery::Busy;
  if (std::exchange(receiver.drop_next, false)) return Delivery::Dropped;
  receiver.full = true;
  receiver.source = from;
  receiver.data = message;
  return Delivery::Accepted;
}

void IpiBus::acknowledge(CoreId core) {
  Receiver& receiver = receivers_[core];
  if (!std::exchange(receiver.full, false)) return;
  events_.publish(core, events::IpiReceived{receiver.source, receiver.data});
}

void IpiBus::refuse(std::uint32_t offset, std::uint32_t value, Access access, const char* why) {
  if (!access.is_guest()) return;
  events_.publish(access.core, events::DeviceError{kBase + offset, value, why});
}

void IpiBus::visit(StateVisitor& state) {
  for (unsigned core = 0; core < cores_; ++core) {
    Sender& sender = senders_[core];
    state.field("dest", sender.destination);
    state.field("status", sender.accepted);
    Receiver& receiver = receivers_[core];
    state.field("rx full", receiver.full);
    state.field("drop next", receiver.drop_next);
    state.field("rx src", receiver.source);
    state.field("rx data", receiver.data);
    state.field("vector", receiver.vector);
  }
}

}  // namespace vectorscope
