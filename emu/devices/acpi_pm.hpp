// SPDX-License-Identifier: GPL-2.0-or-later
// The fixed hardware of ACPI: the power management timer and the way to switch
// the machine off. Source: ACPI 1.0b, 4.7.3 (PM1 registers, PM timer).
#pragma once
#include <cstdint>
#include <functional>
#include <utility>

#include "emu/base/clock.hpp"
#include "emu/bus/device.hpp"

namespace vectorscope {

/// Offsets 0 to 1 PM1 status, 2 to 3 PM1 enable, 4 to 5 PM1 control, 8 to B the
/// timer: 24 bits at 3.579545 MHz. The machine is in ACPI mode from the start
/// (SCI_EN is 1) and has no buttons and no other sleep than S5, whose SLP_TYP is 0.
/// Of the status only the timer's carry is there; no SCI is ever sent.
class AcpiPm final : public Device {
 public:
  static constexpr std::uint16_t kPorts = 0x600;  ///< as QEMU's
  static constexpr std::uint32_t kSize = 12;
  static constexpr std::uint64_t kHz = 3'579'545;

  AcpiPm(std::uint64_t core_hz, std::function<void(CoreId)> power_off)
      : crystal_(kHz, core_hz), power_off_(std::move(power_off)) {}

  std::uint32_t read(std::uint32_t offset, unsigned width, Access access) override;
  void write(std::uint32_t offset, unsigned width, std::uint32_t value, Access access) override;
  void reset() override;
  void visit(StateVisitor& state) override;
  void advance(Ticks now) override { now_ = now; }

 private:
  [[nodiscard]] std::uint8_t byte_at(std::uint32_t offset) const;
  void write_byte(std::uint32_t offset, std::uint8_t value, CoreId core);

  Crystal crystal_;
  std::function<void(CoreId)> power_off_;
  std::uint16_t enable_ = 0;
  std::uint16_t control_ = 0;         // SLP_TYP and what else was written
  std::uint64_t carries_cleared_ = 0; // halves of the timer's period when the status was cleared
  Ticks now_ = 0;
};

}  // namespace vectorscope
