// SPDX-License-Identifier: GPL-2.0-or-later
// The 8254 interval timer and port 61. Source: Intel 8254 data sheet (order
// 231164-005), "Mode definitions", "Counter latch command", "Read-back
// command"; port 61 as in the IBM PC/AT technical reference.
#pragma once
#include <array>
#include <cstdint>
#include <optional>

#include "emu/base/clock.hpp"
#include "emu/bus/device.hpp"

namespace vectorscope {

/// One counter. Time is the number of the CLK pulse; what it shows is worked out
/// from the pulse at which it was loaded, so that nothing happens between edges.
class PitCounter {
 public:
  using Pulse = std::int64_t;  ///< signed: a cycle may have begun before time did

  void write_control(std::uint8_t control, Pulse now);
  void write(std::uint8_t value, Pulse now);
  [[nodiscard]] std::uint8_t peek(Pulse now) const;  ///< what a read would give
  void consume();                                    ///< the read's side effects
  void set_gate(bool high, Pulse now);
  void latch_count(Pulse now);
  void latch_status(Pulse now);
  /// Takes over a count that waited for the end of a cycle.
  void settle(Pulse now);

  [[nodiscard]] bool out(Pulse now) const;
  [[nodiscard]] std::uint16_t count(Pulse now) const;  ///< as the counting element holds it
  /// The first pulse after `now` at which OUT may change; no value: it stays.
  [[nodiscard]] std::optional<Pulse> next_edge(Pulse now) const;
  [[nodiscard]] unsigned mode() const { return mode_; }
  [[nodiscard]] bool gate() const { return gate_; }
  [[nodiscard]] std::uint32_t reload() const { return reload_; }

  void visit(StateVisitor& state);

 private:
  enum Format : std::uint8_t { kLatch = 0, kLow = 1, kHigh = 2, kWord = 3 };

  void make_safe();
  void load(std::uint32_t count, Pulse now);
  void start(Pulse at);
  [[nodiscard]] bool periodic() const { return mode_ == 2 || mode_ == 3; }
  [[nodiscard]] bool triggered_by_gate() const { return mode_ == 1 || mode_ == 5; }
  [[nodiscard]] Pulse elapsed(Pulse now) const;
  [[nodiscard]] Pulse cycle_end(Pulse now) const;
  [[nodiscard]] std::uint32_t square_wave_count(Pulse phase) const;
  [[nodiscard]] std::uint8_t status(Pulse now) const;
  [[nodiscard]] std::uint32_t decode(std::uint16_t raw) const;
  [[nodiscard]] std::uint16_t encode(std::uint32_t count) const;

  std::uint8_t mode_ = 0;
  std::uint8_t control_ = 0x30;  // "exactly as written in the last mode control word"
  std::uint8_t format_ = kWord;
  bool bcd_ = false;
  bool gate_ = true;
  bool loaded_ = false;        // a count was written since the control word
  bool running_ = false;       // started, and not held by the gate
  std::uint32_t reload_ = 0x10000;  // 1 to 65536
  Pulse since_ = 0;            // running: pulse of (virtual) loading
  Pulse held_ = 0;             // not running: pulses counted when the gate fell
  bool waiting_ = false;       // `next_reload_` replaces `reload_` at `next_at_`
  std::uint32_t next_reload_ = 0x10000;
  Pulse next_at_ = 0;
  std::uint8_t low_byte_ = 0;
  bool write_high_ = false;    // the next byte written is the high one
  bool read_high_ = false;
  std::uint8_t latched_bytes_ = 0;  // bytes of latched_count_ still to be read
  std::uint16_t latched_count_ = 0;
  bool status_latched_ = false;
  std::uint8_t latched_status_ = 0;
};

/// Offsets 0 to 3: ports 40 to 43; offset 4: port 61. Counter 0 drives IRQ 0,
/// counter 1 is the refresh of old, counter 2 the speaker.
class Pit8254 final : public Device {
 public:
  static constexpr std::uint64_t kHz = 1'193'182;

  Pit8254(std::uint64_t core_hz, Line irq0);

  [[nodiscard]] const PitCounter& counter(unsigned index) const { return counters_[index]; }
  [[nodiscard]] bool speaker() const { return (port61_ & 3) == 3; }

  std::uint32_t read(std::uint32_t offset, unsigned width, Access access) override;
  void write(std::uint32_t offset, unsigned width, std::uint32_t value, Access access) override;
  void reset() override;
  void visit(StateVisitor& state) override;
  [[nodiscard]] Ticks next_deadline() const override;
  void advance(Ticks now) override;

 private:
  [[nodiscard]] PitCounter::Pulse pulse_at(Ticks time) const {
    return static_cast<PitCounter::Pulse>(crystal_.pulses_at(time));
  }
  [[nodiscard]] PitCounter::Pulse pulse() const { return pulse_at(now_); }
  void power_on();
  void write_control(std::uint8_t value);
  void read_back(std::uint8_t value);
  void write_port61(std::uint8_t value);
  [[nodiscard]] std::uint8_t read_port61() const;
  void drive(PitCounter::Pulse at);

  Crystal crystal_;
  Line irq0_;
  std::array<PitCounter, 3> counters_;
  std::uint8_t port61_ = 0;  // bits 0 to 3: gate 2, speaker, parity enables
  bool out0_ = false;        // the level last driven
  Ticks now_ = 0;
};

}  // namespace vectorscope
