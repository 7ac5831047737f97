// SPDX-License-Identifier: GPL-2.0-or-later
// The real-time clock and its RAM. Source: Motorola MC146818A data sheet
// ("Time, calendar and alarm locations", "Interrupts", "Update cycle",
// "Registers"); RAM as the IBM PC/AT technical reference and QEMU's BIOS lay it
// out.
#pragma once
#include <array>
#include <cstdint>

#include "emu/base/clock.hpp"
#include "emu/bus/device.hpp"
#include "emu/devices/calendar.hpp"

namespace vectorscope {

/// Offset 0: port 70, index (bit 7 masks NMI); offset 1: port 71, data. IRQ 8 is
/// high while register C says so: periodic, alarm or update-ended.
class Cmos final : public Device {
 public:
  static constexpr std::int64_t kDefaultStart = 1'735'689'600;  ///< 2025-01-01 00:00:00 UTC

  Cmos(unsigned cores, std::uint64_t ram_bytes, std::uint64_t core_hz,
       std::int64_t start_unix_seconds = kDefaultStart, Line irq8 = [](bool) {});

  [[nodiscard]] bool nmi_masked() const { return (index_ & 0x80) != 0; }
  [[nodiscard]] std::uint8_t shutdown_byte() const { return ram_[0x0F]; }

  std::uint32_t read(std::uint32_t offset, unsigned width, Access access) override;
  void write(std::uint32_t offset, unsigned width, std::uint32_t value, Access access) override;
  void reset() override;
  void visit(StateVisitor& state) override;
  [[nodiscard]] Ticks next_deadline() const override;
  void advance(Ticks now) override;

 private:
  /// Of the 32 768 Hz crystal, modulo 2^64: a second may have begun before time did.
  using Pulse = std::uint64_t;

  void power_on();
  void store_memory_size();
  [[nodiscard]] Pulse pulse() const { return crystal_.pulses_at(now_); }
  [[nodiscard]] Pulse period() const;      ///< of the periodic interrupt; 0: none
  [[nodiscard]] bool running() const;      ///< the divider chain is not held in reset
  [[nodiscard]] bool updating() const;     ///< and the time may change
  [[nodiscard]] std::int64_t passed(Pulse at) const;  ///< whole seconds since `origin_`
  [[nodiscard]] std::int64_t second_at(Pulse at) const;
  [[nodiscard]] Pulse after(Pulse at, Pulse length) const;
  [[nodiscard]] bool alarm_at(std::int64_t second) const;

  [[nodiscard]] std::uint8_t value_of(std::uint8_t index) const;
  [[nodiscard]] std::uint8_t flags() const;
  void write_register(std::uint8_t index, std::uint8_t value);
  void write_control(std::uint8_t value);
  void write_divider(std::uint8_t value);
  void write_time(std::uint8_t index, std::uint8_t value);
  void hold_time();
  void set_time();

  unsigned cores_;
  std::uint64_t ram_bytes_;
  Crystal crystal_;
  std::int64_t start_;
  Line irq8_;
  std::array<std::uint8_t, 128> ram_{};
  std::uint8_t index_ = 0;
  std::uint8_t pending_ = 0;   // register C: PF, AF, UF
  std::int64_t seconds_ = 0;   // the time at `origin_`, Unix
  Pulse origin_ = 0;           // a second begins here
  Pulse seen_ = 0;             // up to here what happened is in `pending_`
  Ticks now_ = 0;
};

}  // namespace vectorscope
