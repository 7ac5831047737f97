// SPDX-License-Identifier: GPL-2.0-or-later
// A 16550A serial port whose transmitter is infinitely fast; only silence has a
// length. Source: National Semiconductor PC16550D data sheet, section 8 (registers).
#pragma once
#include <array>
#include <cstdint>

#include "emu/base/clock.hpp"
#include "emu/bus/device.hpp"
#include "emu/trace/event.hpp"

namespace vectorscope {

/// Offsets 0 to 7: ports 3F8 to 3FF. A byte written is on the line at once, as
/// SerialText. The interrupt pin is not gated by OUT2: QEMU does not either, and
/// xv6 relies on it.
class Uart16550 final : public Device {
 public:
  static constexpr unsigned kFifo = 16;

  Uart16550(EventSink& events, Line irq4, std::uint64_t core_hz = 100'000'000);

  /// A byte from the other end. False: it overran and is lost.
  bool receive(std::uint8_t byte);
  [[nodiscard]] unsigned waiting() const { return received_; }  ///< bytes not read yet

  std::uint32_t read(std::uint32_t offset, unsigned width, Access access) override;
  void write(std::uint32_t offset, unsigned width, std::uint32_t value, Access access) override;
  void reset() override;
  void visit(StateVisitor& state) override;
  [[nodiscard]] Ticks next_deadline() const override;
  void advance(Ticks now) override;

 private:
  void power_on();
  [[nodiscard]] std::uint8_t peek(std::uint32_t offset) const;
  void consume(std::uint32_t offset);
  void transmit(std::uint8_t byte, CoreId core);
  void write_fifo_control(std::uint8_t value);
  void write_interrupt_enable(std::uint8_t value);
  void write_modem_control(std::uint8_t value);
  void pop_received();
  [[nodiscard]] std::uint8_t interrupt_identification() const;
  [[nodiscard]] std::uint8_t line_status() const;
  [[nodiscard]] std::uint8_t modem_pins() const;
  [[nodiscard]] unsigned trigger_level() const;
  [[nodiscard]] bool divisor_access() const { return (line_control_ & 0x80) != 0; }
  [[nodiscard]] bool fifo_enabled() const { return (fifo_control_ & 1) != 0; }
  [[nodiscard]] bool loopback() const { return (modem_control_ & 0x10) != 0; }
  [[nodiscard]] bool below_trigger() const;  ///< bytes wait, and too few to interrupt
  [[nodiscard]] std::uint64_t four_characters() const;
  [[nodiscard]] bool timed_out() const;
  void drive_irq();

  EventSink& events_;
  Line irq4_;
  Crystal clock_;
  std::array<std::uint8_t, kFifo> fifo_{};
  std::uint8_t head_ = 0;
  std::uint8_t received_ = 0;
  bool overrun_ = false;
  bool transmit_empty_pending_ = false;  // THRE interrupt not seen yet
  std::uint8_t interrupt_enable_ = 0;
  std::uint8_t fifo_control_ = 0;
  std::uint8_t line_control_ = 0;
  std::uint8_t modem_control_ = 0;
  std::uint8_t modem_changes_ = 0;       // MSR bits 0 to 3
  std::uint8_t scratch_ = 0;
  std::uint16_t divisor_ = 0;
  std::uint64_t quiet_since_ = 0;        // pulse at which a byte last came or was read
  Ticks now_ = 0;
};

}  // namespace vectorscope
