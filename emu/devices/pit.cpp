// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/devices/pit.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "emu/base/fault.hpp"

namespace vectorscope {
namespace {

// Read-back command and status byte.
constexpr std::uint8_t kNotCount = 0x20;
constexpr std::uint8_t kNotStatus = 0x10;
constexpr std::uint8_t kStatusOut = 0x80;
constexpr std::uint8_t kStatusNullCount = 0x40;

// Port 61.
constexpr std::uint8_t kGate2 = 0x01;
constexpr std::uint8_t kWritable = 0x0F;
constexpr std::uint8_t kRefresh = 0x10;
constexpr std::uint8_t kOut2 = 0x20;

constexpr PitCounter::Pulse kNoPulse = std::numeric_limits<PitCounter::Pulse>::max();

}  // namespace

// "All the control words written set the counter's logic to a known state": the
// counter stands until a count is written.
void PitCounter::write_control(std::uint8_t control, Pulse now) {
  const unsigned mode = control >> 1 & 7;
  mode_ = static_cast<std::uint8_t>(mode > 5 ? mode - 4 : mode);  // X10 and X11
  format_ = control >> 4 & 3;
  control_ = control & 0x3F;
  bcd_ = (control & 1) != 0;
  loaded_ = false;
  running_ = false;
  waiting_ = false;
  held_ = 0;
  since_ = now;
  write_high_ = format_ == kHigh;
  read_high_ = format_ == kHigh;
  latched_bytes_ = 0;
  status_latched_ = false;
}

void PitCounter::write(std::uint8_t value, Pulse now) {
  if (format_ != kWord) {
    load(format_ == kHigh ? decode(static_cast<std::uint16_t>(value << 8)) : decode(value), now);
    return;
  }
  if (!std::exchange(write_high_, !write_high_)) {
    low_byte_ = value;
    // "Writing the first byte disables counting. OUT is set low immediately" (mode 0).
    if (mode_ == 0) {
      loaded_ = false;
      running_ = false;
    }
    return;
  }
  load(decode(static_cast<std::uint16_t>(value << 8 | low_byte_)), now);
}

void PitCounter::load(std::uint32_t count, Pulse now) {
  const bool counting = loaded_ && running_;
  loaded_ = true;
  if (counting && (periodic() || triggered_by_gate())) {
    // "The current counting cycle is not affected": a periodic counter reloads at
    // its end, a one-shot at the next trigger.
    waiting_ = true;
    next_reload_ = count;
    next_at_ = periodic() ? cycle_end(now) : kNoPulse;
    return;
  }
  reload_ = count;
  waiting_ = false;
  held_ = 0;
  if (!triggered_by_gate() && gate_) start(now + 1);  // the CLK pulse after the write loads it
}

void PitCounter::start(Pulse at) {
  running_ = true;
  since_ = at;
}

void PitCounter::set_gate(bool high, Pulse now) {
  if (high == gate_) return;
  if (!high && !triggered_by_gate()) {
    if (running_) held_ = elapsed(now);
    running_ = false;
  }
  gate_ = high;
  if (!high || !loaded_) return;
  if (triggered_by_gate() || periodic()) {  // a trigger: reload
    if (std::exchange(waiting_, false)) reload_ = next_reload_;
    start(now + 1);
  } else {  // modes 0 and 4 go on where they stood
    start(now - held_);
  }
}

void PitCounter::settle(Pulse now) {
  if (!waiting_ || now < next_at_) return;
  // Mode 3 may take it over between its halves: the low half is next then.
  const bool low_half = mode_ == 3 && (next_at_ - since_) % reload_ != 0;
  waiting_ = false;
  reload_ = next_reload_;
  since_ = next_at_ - (low_half ? (Pulse{reload_} + 1) / 2 : 0);
}

PitCounter::Pulse PitCounter::elapsed(Pulse now) const {
  if (!running_) return held_;
  return now > since_ ? now - since_ : 0;
}

// The end of the cycle, or half-cycle in mode 3, that lasts at `now`.
PitCounter::Pulse PitCounter::cycle_end(Pulse now) const {
  const Pulse passed = elapsed(now);
  const Pulse begin = std::max(now, since_) - passed % reload_;
  const Pulse half = (reload_ + 1) / 2;
  if (mode_ == 3 && passed % reload_ < half) return begin + half;
  return begin + reload_;
}

bool PitCounter::out(Pulse now) const {
  const Pulse passed = elapsed(now);
  const bool before = running_ && now < since_;  // the count has not been loaded yet
  switch (mode_) {
    case 0: return loaded_ && passed >= reload_;
    case 1: return !running_ || before || passed >= reload_;
    case 2: return !running_ || passed % reload_ != reload_ - 1;
    case 3: return !running_ || passed % reload_ < (reload_ + 1) / 2;
    default: return !running_ || before || passed != reload_;  // strobes
  }
}

std::uint16_t PitCounter::count(Pulse now) const {
  const Pulse passed = elapsed(now);
  const std::uint32_t modulus = bcd_ ? 10000 : 0x10000;
  switch (mode_) {
    case 2: return encode(reload_ - static_cast<std::uint32_t>(passed % reload_));
    case 3: return encode(square_wave_count(passed % reload_));
    default: {  // goes on below zero: FFFF or 9999 follows 0
      const auto down = static_cast<std::uint32_t>(passed % modulus);
      return encode((reload_ + modulus - down) % modulus);
    }
  }
}

// Mode 3 counts by two from an even number, twice a cycle; an odd count is loaded
// less one, and its high half is one pulse longer.
std::uint32_t PitCounter::square_wave_count(Pulse phase) const {
  const std::uint32_t high = (reload_ + 1) / 2;
  const auto in_half = static_cast<std::uint32_t>(phase < high ? phase : phase - high);
  return (reload_ & ~1U) - 2 * in_half;
}

std::optional<PitCounter::Pulse> PitCounter::next_edge(Pulse now) const {
  if (!running_) return std::nullopt;
  if (now < since_) return since_;
  const Pulse passed = now - since_;
  const Pulse phase = passed % reload_;
  const Pulse begin = now - phase;
  switch (mode_) {
    case 2: return begin + (phase < reload_ - 1 ? reload_ - 1 : reload_);
    case 3: return cycle_end(now);
    case 4:
    case 5:
      if (passed == reload_) return now + 1;
      [[fallthrough]];
    default:
      if (passed < reload_) return since_ + reload_;
      return std::nullopt;
  }
}

std::uint32_t PitCounter::decode(std::uint16_t raw) const {
  if (!bcd_) return raw == 0 ? 0x10000 : raw;
  const std::uint32_t value = (raw >> 12) * 1000U + (raw >> 8 & 15) * 100U + (raw >> 4 & 15) * 10U +
                              (raw & 15U);
  return value == 0 ? 10000 : value;
}

std::uint16_t PitCounter::encode(std::uint32_t value) const {
  if (!bcd_) return static_cast<std::uint16_t>(value);
  return static_cast<std::uint16_t>((value / 1000 % 10) << 12 | (value / 100 % 10) << 8 |
                                    (value / 10 % 10) << 4 | value % 10);
}

std::uint8_t PitCounter::status(Pulse now) const {
  const bool null_count = !loaded_ || waiting_ || (running_ && now < since_);
  return static_cast<std::uint8_t>((out(now) ? kStatusOut : 0) |
                                   (null_count ? kStatusNullCount : 0) | control_);
}

void PitCounter::latch_count(Pulse now) {
  if (latched_bytes_ != 0 && !fault("pit-latch-again")) return;  // "the second latch command is ignored"
  latched_count_ = count(now);
  latched_bytes_ = format_ == kWord ? 2 : 1;
}

void PitCounter::latch_status(Pulse now) {
  if (std::exchange(status_latched_, true)) return;
  latched_status_ = status(now);
}

std::uint8_t PitCounter::peek(Pulse now) const {
  if (status_latched_) return latched_status_;
  const std::uint16_t value = latched_bytes_ != 0 ? latched_count_ : count(now);
  return static_cast<std::uint8_t>(read_high_ ? value >> 8 : value);
}

void PitCounter::consume() {
  if (std::exchange(status_latched_, false)) return;
  if (latched_bytes_ != 0) --latched_bytes_;
  if (format_ == kWord) read_high_ = !read_high_;
}

void PitCounter::visit(StateVisitor& state) {
  state.field("mode", mode_);
  state.field("control", control_);
  state.field("format", format_);
  state.field("bcd", bcd_);
  state.field("gate", gate_);
  state.field("loaded", loaded_);
  state.field("running", running_);
  state.field("reload", reload_);
  state.field("since", since_);
  state.field("held", held_);
  state.field("waiting", waiting_);
  state.field("next reload", next_reload_);
  state.field("next at", next_at_);
  state.field("low byte", low_byte_);
  state.field("write high", write_high_);
  state.field("read high", read_high_);
  state.field("latched bytes", latched_bytes_);
  state.field("latched count", latched_count_);
  state.field("status latched", status_latched_);
  state.field("latched status", latched_status_);
  if (state.loading()) make_safe();
}

// A damaged recording must not divide by zero, nor overflow.
void PitCounter::make_safe() {
  constexpr Pulse kFar = Pulse{1} << 61;
  if (reload_ == 0) reload_ = 0x10000;
  if (next_reload_ == 0) next_reload_ = 0x10000;
  since_ = std::clamp(since_, -kFar, kFar);
  held_ = std::clamp(held_, Pulse{0}, kFar);
  next_at_ = std::max(next_at_, -kFar);
}

Pit8254::Pit8254(std::uint64_t core_hz, Line irq0)
    : crystal_(kHz, core_hz), irq0_(std::move(irq0)) {
  power_on();
  out0_ = counters_[0].out(pulse());
}

void Pit8254::reset() {
  power_on();
  drive(pulse());
}

// As a BIOS leaves it: IRQ 0 at 18.2 Hz, refresh every 18 pulses, speaker off.
void Pit8254::power_on() {
  counters_ = {};
  port61_ = 0;
  const PitCounter::Pulse now = pulse();
  counters_[2].set_gate(false, now);
  counters_[0].write_control(0x34, now);
  counters_[0].write(0, now);
  counters_[0].write(0, now);
  counters_[1].write_control(0x54, now);
  counters_[1].write(18, now);
  counters_[2].write_control(0xB6, now);
}

void Pit8254::drive(PitCounter::Pulse at) {
  const bool out = counters_[0].out(at);
  if (std::exchange(out0_, out) != out) irq0_(out);
}

Ticks Pit8254::next_deadline() const {
  const auto edge = counters_[0].next_edge(pulse());
  return edge ? crystal_.time_of(static_cast<std::uint64_t>(*edge)) : kNever;
}

void Pit8254::advance(Ticks now) {
  const PitCounter::Pulse target = pulse_at(now);
  for (auto edge = counters_[0].next_edge(pulse()); edge && *edge <= target;
       edge = counters_[0].next_edge(*edge)) {
    counters_[0].settle(*edge);
    drive(*edge);
  }
  now_ = now;
  for (PitCounter& counter : counters_) counter.settle(target);
}

std::uint32_t Pit8254::read(std::uint32_t offset, unsigned, Access access) {
  if (offset == 4) return read_port61();
  if (offset > 2) return 0xFF;  // the control word cannot be read
  PitCounter& counter = counters_[offset];
  const std::uint8_t value = counter.peek(pulse());
  if (access.is_guest()) counter.consume();
  return value;
}

void Pit8254::write(std::uint32_t offset, unsigned, std::uint32_t value, Access) {
  const auto byte = static_cast<std::uint8_t>(value);
  if (offset < 3) {
    counters_[offset].write(byte, pulse());
  } else if (offset == 3) {
    write_control(byte);
  } else if (offset == 4) {
    write_port61(byte);
  }
  drive(pulse());
}

void Pit8254::write_control(std::uint8_t value) {
  const unsigned index = value >> 6;
  if (index == 3) {
    read_back(value);
  } else if ((value & 0x30) == 0) {
    counters_[index].latch_count(pulse());
  } else {
    counters_[index].write_control(value, pulse());
  }
}

void Pit8254::read_back(std::uint8_t value) {
  for (unsigned index = 0; index < 3; ++index) {
    if ((value >> (index + 1) & 1) == 0) continue;
    if ((value & kNotCount) == 0) counters_[index].latch_count(pulse());
    if ((value & kNotStatus) == 0) counters_[index].latch_status(pulse());
  }
}

void Pit8254::write_port61(std::uint8_t value) {
  port61_ = value & kWritable;
  counters_[2].set_gate((value & kGate2) != 0, pulse());
}

std::uint8_t Pit8254::read_port61() const {
  // Every pulse of counter 1 refreshes DRAM and toggles bit 4.
  const bool refresh = (pulse() / std::max(counters_[1].reload(), 1U) & 1) != 0;
  const bool out2 = counters_[2].out(pulse());
  return static_cast<std::uint8_t>(port61_ | (refresh ? kRefresh : 0) | (out2 ? kOut2 : 0));
}

void Pit8254::visit(StateVisitor& state) {
  for (PitCounter& counter : counters_) counter.visit(state);
  state.field("port 61", port61_);
  state.field("out 0", out0_);
  state.field("now", now_);
}

}  // namespace vectorscope
