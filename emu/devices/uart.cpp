// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/devices/uart.hpp"

#include <algorithm>
#include <utility>

#include "emu/base/fault.hpp"

namespace vectorscope {
namespace {

enum Register : std::uint32_t {
  kData, kInterruptEnable, kInterruptId, kLineControl, kModemControl, kLineStatus, kModemStatus,
  kScratch
};

// Interrupt enable.
constexpr std::uint8_t kReceived = 0x01;
constexpr std::uint8_t kTransmitEmpty = 0x02;
constexpr std::uint8_t kLineErrors = 0x04;
constexpr std::uint8_t kModemChanges = 0x08;

// Interrupt identification, in order of priority (data sheet, table IV).
constexpr std::uint8_t kIdLine = 0x06;
constexpr std::uint8_t kIdReceived = 0x04;
constexpr std::uint8_t kIdTimeout = 0x0C;
constexpr std::uint8_t kIdTransmitEmpty = 0x02;
constexpr std::uint8_t kIdModem = 0x00;
constexpr std::uint8_t kIdNone = 0x01;
constexpr std::uint8_t kIdFifos = 0xC0;

constexpr std::uint8_t kDataReady = 0x01;  // line status
constexpr std::uint8_t kOverrun = 0x02;
constexpr std::uint8_t kHoldingEmpty = 0x20;
constexpr std::uint8_t kTransmitterEmpty = 0x40;

constexpr std::uint64_t kHz = 1'843'200;
constexpr unsigned kPulsesABit = 16;    // times the divisor
constexpr std::uint8_t kBaud9600 = 12;

}  // namespace

Uart16550::Uart16550(EventSink& events, Line irq4, std::uint64_t core_hz)
    : events_(events), irq4_(std::move(irq4)), clock_(kHz, core_hz) {
  power_on();
}

void Uart16550::reset() {
  power_on();
  drive_irq();
}

void Uart16550::power_on() {
  fifo_ = {};
  head_ = 0;
  received_ = 0;
  overrun_ = false;
  transmit_empty_pending_ = false;
  interrupt_enable_ = 0;
  fifo_control_ = 0;
  line_control_ = 0;
  modem_control_ = 0;
  modem_changes_ = 0;
  scratch_ = 0;
  divisor_ = kBaud9600;
  quiet_since_ = 0;
}

bool Uart16550::receive(std::uint8_t byte) {
  quiet_since_ = clock_.pulses_at(now_);
  const unsigned room = fifo_enabled() ? kFifo : 1;
  const bool taken = received_ < room;
  if (taken) {
    fifo_[(head_ + received_) % kFifo] = byte;
    ++received_;
  } else {
    overrun_ = true;
    // Without FIFOs the holding register is overwritten (data sheet, LSR bit 1).
    if (!fifo_enabled()) fifo_[head_ % kFifo] = byte;
  }
  drive_irq();
  return taken;
}

std::uint32_t Uart16550::read(std::uint32_t offset, unsigned, Access access) {
  if (offset > kScratch) return 0xFF;
  const std::uint8_t value = peek(offset);
  if (access.is_guest()) consume(offset);
  return value;
}

std::uint8_t Uart16550::peek(std::uint32_t offset) const {
  switch (offset) {
    case kData:
      if (divisor_access()) return static_cast<std::uint8_t>(divisor_);
      if (received_ == 0) return fifo_enabled() ? 0 : fifo_[(head_ + kFifo - 1) % kFifo];  // it holds the last one
      return fifo_[head_ % kFifo];
    case kInterruptEnable:
      return divisor_access() ? static_cast<std::uint8_t>(divisor_ >> 8) : interrupt_enable_;
    case kInterruptId:
      return interrupt_identification() | (fifo_enabled() ? kIdFifos : std::uint8_t{0});
    case kLineControl: return line_control_;
    case kModemControl: return modem_control_;
    case kLineStatus: return line_status();
    case kModemStatus: return modem_pins() | modem_changes_;
    default: return scratch_;
  }
}

void Uart16550::consume(std::uint32_t offset) {
  if (offset == kData && !divisor_access()) pop_received();
  if (offset == kInterruptId && interrupt_identification() == kIdTransmitEmpty) {
    transmit_empty_pending_ = fault("uart-thre-stays");  // table IV: "reading the IIR (if source of interrupt)"
  }
  if (offset == kLineStatus) overrun_ = false;
  if (offset == kModemStatus) modem_changes_ = 0;
  drive_irq();
}

void Uart16550::pop_received() {
  quiet_since_ = clock_.pulses_at(now_);
  if (received_ == 0) return;
  head_ = (head_ + 1) % kFifo;
  --received_;
}

void Uart16550::write(std::uint32_t offset, unsigned, std::uint32_t value, Access access) {
  const auto byte = static_cast<std::uint8_t>(value);
  switch (offset) {
    case kData:
      if (divisor_access()) {
        divisor_ = static_cast<std::uint16_t>((divisor_ & 0xFF00) | byte);
      } else {
        transmit(byte, access.core);
      }
      break;
    case kInterruptEnable:
      if (divisor_access()) {
        divisor_ = static_cast<std::uint16_t>((divisor_ & 0x00FF) | byte << 8);
      } else {
        write_interrupt_enable(byte);
      }
      break;
    case kInterruptId: write_fifo_control(byte); break;
    case kLineControl: line_control_ = byte; break;
    case kModemControl: write_modem_control(byte); break;
    case kScratch: scratch_ = byte; break;
    default: break;  // line and modem status: factory test only
  }
  drive_irq();
}

void Uart16550::transmit(std::uint8_t byte, CoreId core) {
  transmit_empty_pending_ = true;  // the byte has left already
  if (loopback()) {
    receive(byte);
  } else {
    events_.publish(core, events::SerialText{static_cast<char>(byte)});
  }
}

// Enabling the THRE interrupt while the register is empty raises it.
void Uart16550::write_interrupt_enable(std::uint8_t value) {
  const std::uint8_t rising = value & static_cast<std::uint8_t>(~interrupt_enable_);
  if ((rising & kTransmitEmpty) != 0) transmit_empty_pending_ = true;
  interrupt_enable_ = value & 0x0F;
}

void Uart16550::write_fifo_control(std::uint8_t value) {
  const bool toggled = ((value ^ fifo_control_) & 1) != 0;  // changing it empties both FIFOs
  if (toggled || (value & 0x02) != 0) {
    head_ = 0;
    received_ = 0;
  }
  fifo_control_ = value & 0xC9;  // the reset bits clear themselves
}

void Uart16550::write_modem_control(std::uint8_t value) {
  const std::uint8_t before = modem_pins();
  modem_control_ = value & 0x1F;
  const std::uint8_t after = modem_pins();
  const auto changed = static_cast<std::uint8_t>((before ^ after) >> 4);
  const bool ring_ended = (before & ~after & 0x40) != 0;  // bit 2 is a trailing edge
  modem_changes_ |= static_cast<std::uint8_t>((changed & 0x0B) | (ring_ended ? 0x04 : 0));
}

// The other end is always there: CTS, DSR, DCD. In loopback the outputs come
// back as inputs: RTS as CTS, DTR as DSR, OUT1 as RI, OUT2 as DCD.
std::uint8_t Uart16550::modem_pins() const {
  if (!loopback()) return 0xB0;
  const unsigned mcr = modem_control_;
  return static_cast<std::uint8_t>((mcr & 2) << 3 | (mcr & 1) << 5 | (mcr & 4) << 4 |
                                   (mcr & 8) << 4);
}

std::uint8_t Uart16550::line_status() const {
  return static_cast<std::uint8_t>(kHoldingEmpty | kTransmitterEmpty |
                                   (received_ != 0 ? kDataReady : 0) | (overrun_ ? kOverrun : 0));
}

unsigned Uart16550::trigger_level() const {
  static constexpr std::array<unsigned, 4> kLevels = {1, 4, 8, 14};
  return fifo_enabled() ? kLevels[fifo_control_ >> 6] : 1;
}

std::uint8_t Uart16550::interrupt_identification() const {
  const std::uint8_t enabled = interrupt_enable_;
  if ((enabled & kLineErrors) != 0 && overrun_) return kIdLine;
  if ((enabled & kReceived) != 0 && received_ >= trigger_level()) return kIdReceived;
  if ((enabled & kReceived) != 0 && timed_out()) return kIdTimeout;
  if ((enabled & kTransmitEmpty) != 0 && transmit_empty_pending_) return kIdTransmitEmpty;
  if ((enabled & kModemChanges) != 0 && modem_changes_ != 0) return kIdModem;
  return kIdNone;
}

bool Uart16550::below_trigger() const { return received_ != 0 && received_ < trigger_level(); }

// "FIFO interrupt mode operation": start bit, data, parity, stop bits, four times.
std::uint64_t Uart16550::four_characters() const {
  const unsigned data = 5 + (line_control_ & 3);
  const unsigned parity = line_control_ >> 3 & 1, stops = 1 + (line_control_ >> 2 & 1);
  const std::uint64_t bit = std::uint64_t{kPulsesABit} * std::max<std::uint64_t>(divisor_, 1);
  return 4 * (1 + data + parity + stops) * bit;
}

bool Uart16550::timed_out() const {
  if (fault("uart-no-time-out")) return false;
  return below_trigger() && clock_.pulses_at(now_) - quiet_since_ >= four_characters();
}

Ticks Uart16550::next_deadline() const {
  if ((interrupt_enable_ & kReceived) == 0 || !below_trigger() || timed_out()) return kNever;
  return clock_.time_of(quiet_since_ + four_characters());
}

void Uart16550::advance(Ticks now) {
  now_ = now;
  drive_irq();
}

void Uart16550::drive_irq() { irq4_(interrupt_identification() != kIdNone); }

void Uart16550::visit(StateVisitor& state) {
  state.field("fifo", fifo_);
  state.field("head", head_);
  state.field("received", received_);
  state.field("overrun", overrun_);
  state.field("transmit empty pending", transmit_empty_pending_);
  state.field("interrupt enable", interrupt_enable_);
  state.field("fifo control", fifo_control_);
  state.field("line control", line_control_);
  state.field("modem control", modem_control_);
  state.field("modem changes", modem_changes_);
  state.field("scratch", scratch_);
  state.field("divisor", divisor_);
  state.field("quiet since", quiet_since_);
  state.field("now", now_);
}

}  // namespace vectorscope
