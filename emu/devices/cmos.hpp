// SPDX-License-Identifier: GPL-2.0-or-later
// The real-time clock and its RAM. Source: Motorola MC146818A data sheet
// ("Time, calendar and alarm locations", "Registers"); RAM as the IBM PC/AT
// technical reference and QEMU's BIOS lay it out.
#pragma once
#include <array>
#include <cstdint>

#include "emu/base/clock.hpp"
#include "emu/bus/device.hpp"

namespace vectorscope {

/// Offset 0: port 70, index (bit 7 masks NMI); offset 1: port 71, data. The time
/// is the start date plus virtual time; a guest cannot set it, and there are no
/// periodic, alarm or update interrupts.
class Cmos final : public Device {
 public:
  static constexpr std::int64_t kDefaultStart = 1'735'689'600;  ///< 2025-01-01 00:00:00 UTC

  Cmos(unsigned cores, std::uint64_t ram_bytes, std::uint64_t core_hz,
       std::int64_t start_unix_seconds = kDefaultStart);

  [[nodiscard]] bool nmi_masked() const { return (index_ & 0x80) != 0; }
  [[nodiscard]] std::uint8_t shutdown_byte() const { return ram_[0x0F]; }

  std::uint32_t read(std::uint32_t offset, unsigned width, Access access) override;
  void write(std::uint32_t offset, unsigned width, std::uint32_t value, Access access) override;
  void reset() override;
  void visit(StateVisitor& state) override;
  void advance(Ticks now) override { now_ = now; }

 private:
  [[nodiscard]] std::uint8_t value_of(std::uint8_t index) const;
  [[nodiscard]] std::uint8_t status_a() const;
  [[nodiscard]] std::uint8_t in_format(unsigned value) const;
  [[nodiscard]] std::uint8_t hours(unsigned hour) const;
  void store_memory_size();

  unsigned cores_;
  std::uint64_t ram_bytes_;
  Crystal micros_;  // 1 MHz: microseconds since the start
  std::int64_t start_;
  std::array<std::uint8_t, 128> ram_{};
  std::uint8_t index_ = 0;
  Ticks now_ = 0;
};

}  // namespace vectorscope
