// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/interrupts/ioapic.hpp"

#include <algorithm>
#include <utility>

#include "emu/base/fault.hpp"

namespace vectorscope {
namespace {

constexpr std::uint32_t kSelect = 0x00, kWindow = 0x10;                      // 3.1
constexpr std::uint8_t kId = 0, kVersion = 1, kArbitration = 2, kFirstEntry = 0x10;
constexpr std::uint32_t kVersionValue = 0x11 | (IoApic::kInputs - 1) << 16;  // 3.2.2

// 3.2.4, redirection entry.
constexpr std::uint64_t kVectorMask = 0xFF;
constexpr unsigned kModeShift = 8;
constexpr std::uint64_t kLogical = 1u << 11, kRemoteIrr = 1u << 14,
                        kLevel = 1u << 15, kMasked = 1u << 16;
constexpr std::uint64_t kWritableLow = 0x1AFFF;  // not delivery status, not remote IRR
constexpr unsigned kDestinationShift = 56;

}  // namespace

IoApic::IoApic(std::uint8_t id, EventSink& events,
               std::function<void(const InterruptMessage&)> send)
    : reset_id_(id), events_(events), send_(std::move(send)) {
  id_ = reset_id_;
  entries_.fill(kMasked);
}

void IoApic::reset() {
  select_ = 0;
  id_ = reset_id_;
  entries_.fill(kMasked);
}

void IoApic::set_line(unsigned input, bool high) {
  if (input >= kInputs) return;
  const std::uint32_t bit = 1u << input;
  const bool rose = high && (high_ & bit) == 0;
  high_ = high ? high_ | bit : high_ & ~bit;
  const auto entry = entries_[input];
  if ((entry & kLevel) != 0) {
    serve(input);
  } else if (rose && ((entry & kMasked) == 0 || fault("ioapic-mask-ignored"))) {
    send(input);
  }
}

void IoApic::end_of_interrupt(Vector vector) {
  for (unsigned input = 0; input < kInputs; ++input) {
    auto& entry = entries_[input];
    if ((entry & kLevel) == 0 || (entry & kRemoteIrr) == 0 || (entry & kVectorMask) != vector)
      continue;
    entry &= ~kRemoteIrr;
    serve(input);
  }
}

bool IoApic::may_send_nmi() const {
  return std::any_of(entries_.begin(), entries_.end(), [](std::uint64_t entry) {
    return (entry & kMasked) == 0 &&
           static_cast<DeliveryMode>(entry >> kModeShift & 7) == DeliveryMode::Nmi;
  });
}

/// A level-triggered input asks once, until a local APIC has ended it. Polarity
/// is the board's business: lines come here as asserted or not.
void IoApic::serve(unsigned input) {
  auto& entry = entries_[input];
  const bool asks = (high_ >> input & 1) != 0;
  const auto waits = fault("ioapic-no-remote-irr") ? kMasked : kMasked | kRemoteIrr;
  if (!asks || (entry & waits) != 0) return;
  entry |= kRemoteIrr;
  send(input);
}

void IoApic::send(unsigned input) {
  const auto entry = entries_[input];
  send_({.destination = static_cast<std::uint8_t>(entry >> kDestinationShift),
         .logical = (entry & kLogical) != 0,
         .mode = static_cast<DeliveryMode>(entry >> kModeShift & 7),
         .level_triggered = (entry & kLevel) != 0,
         .vector = static_cast<Vector>(entry & kVectorMask)});
}

std::uint32_t IoApic::read(std::uint32_t offset, unsigned width, Access access) {
  if (width == 4 && offset == kSelect) return select_;
  if (width == 4 && offset == kWindow) return register_value();
  if (access.is_guest())
    events_.publish(access.core, events::DeviceError{kBase + offset, 0, "I/O APIC: no such register"});
  return 0xFFFFFFFF;
}

void IoApic::write(std::uint32_t offset, unsigned width, std::uint32_t value, Access access) {
  if (width == 4 && offset == kSelect) {
    select_ = static_cast<std::uint8_t>(value);
  } else if (width == 4 && offset == kWindow) {
    set_register(value, access);
  } else {
    events_.publish(access.core,
                    events::DeviceError{kBase + offset, value, "I/O APIC: no such register"});
  }
}

std::uint32_t IoApic::register_value() const {
  if (select_ == kId || select_ == kArbitration) return std::uint32_t{id_} << 24;
  if (select_ == kVersion) return kVersionValue;
  const unsigned index = select_ - kFirstEntry;
  if (select_ < kFirstEntry || index >= 2 * kInputs) return 0xFFFFFFFF;
  return static_cast<std::uint32_t>(entries_[index / 2] >> (index % 2 * 32));
}

void IoApic::set_register(std::uint32_t value, Access access) {
  const unsigned index = select_ - kFirstEntry;
  if (select_ == kId) {
    id_ = value >> 24 & 0xF;
  } else if (select_ >= kFirstEntry && index < 2 * kInputs) {
    write_entry(index / 2, index % 2 != 0, value);
  } else {
    events_.publish(access.core, events::DeviceError{kBase + kWindow, select_,
                                                     "I/O APIC: this register cannot be written"});
  }
}

void IoApic::write_entry(unsigned input, bool high_half, std::uint32_t value) {
  auto& entry = entries_[input];
  if (high_half) {
    entry = (entry & 0xFFFFFFFFu) | std::uint64_t{value} << 32;
    return;
  }
  entry = (entry & ~kWritableLow) | (value & kWritableLow);
  if ((entry & kLevel) == 0) entry &= ~kRemoteIrr;  // undefined for edge-triggered entries
  if ((entry & kLevel) != 0) serve(input);
}

void IoApic::visit(StateVisitor& state) {
  state.field("select", select_);
  state.field("id", id_);
  for (auto& entry : entries_) state.field("entry", entry);
  state.field("lines", high_);
}

}  // namespace vectorscope
