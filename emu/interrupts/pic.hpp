// SPDX-License-Identifier: GPL-2.0-or-later
// The PC's two 8259A: the slave's INT is the master's IR2. Source: Intel 8259A
// data sheet, "Cascade mode".
#pragma once
#include <cstdint>

#include "emu/bus/device.hpp"
#include "emu/interrupts/pic8259.hpp"
#include "emu/trace/event.hpp"

namespace vectorscope {

/// Offsets 0, 1: master (ports 20, 21); 2, 3: slave (A0, A1); 4, 5: ELCR (4D0, 4D1).
/// IRQ numbers are 0 to 15; masks have bit n for IRQ n.
class Pic8259Pair final : public Device {
 public:
  /// `intr` follows the master's INT.
  Pic8259Pair(EventSink& events, Line intr);

  /// The level of an IRQ line; 2 is the cascade and is not on the bus. As in the
  /// data sheet, an edge that falls before it is acknowledged is gone.
  void set_line(unsigned irq, bool high);
  /// The level that its device drives, 0 to 15.
  [[nodiscard]] bool line(unsigned irq) const { return (lines_ >> irq & 1) != 0; }
  /// A fault put in by the user: the line is held high until it is acknowledged.
  void raise(unsigned irq);
  /// A fault put in by the user: INT without a request; ends as IRQ 7 or 15.
  void raise_spurious(bool slave);

  [[nodiscard]] bool intr() const { return master_.output(); }
  struct Ack {
    Vector vector;
    bool spurious;
  };
  /// INTA cycles by core `by`; publishes IrqAcknowledged.
  Ack acknowledge(CoreId by);

  [[nodiscard]] std::uint16_t irr() const { return join(slave_.irr(), master_.irr()); }
  [[nodiscard]] std::uint16_t isr() const { return join(slave_.isr(), master_.isr()); }
  [[nodiscard]] std::uint16_t imr() const { return join(slave_.imr(), master_.imr()); }

  std::uint32_t read(std::uint32_t offset, unsigned width, Access access) override;
  void write(std::uint32_t offset, unsigned width, std::uint32_t value, Access access) override;
  void reset() override;
  void visit(StateVisitor& state) override;

 private:
  static constexpr unsigned kCascade = 2;

  static std::uint16_t join(std::uint8_t slave, std::uint8_t master) {
    return static_cast<std::uint16_t>(slave << 8 | master);
  }
  void power_on();
  void drive(unsigned irq);
  void update();
  void release(unsigned irq);
  void acknowledged(CoreId by, unsigned irq, Pic8259::Ack ack, Vector vector);
  Ack acknowledge_slave(CoreId by);
  std::uint8_t read_chip(bool slave, bool data, Access access);
  void write_chip(bool slave, bool data, std::uint8_t value, CoreId core);
  void publish_eoi(CoreId core, bool slave, int level);

  EventSink& events_;
  Line intr_;
  Pic8259 master_;
  Pic8259 slave_;
  std::uint16_t lines_ = 0;  // what devices drive
  std::uint16_t held_ = 0;   // what `raise` holds
};

}  // namespace vectorscope
