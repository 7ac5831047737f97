// SPDX-License-Identifier: GPL-2.0-or-later
// System control port A: the fast ways to the A20 gate and to a reset. Source:
// IBM PS/2 hardware interface technical reference, "System control port A".
#pragma once
#include <cstdint>
#include <functional>
#include <utility>

#include "emu/bus/device.hpp"

namespace vectorscope {

/// Offset 0: port 92. Bit 1 is the gate (high after a BIOS), bit 0 resets the
/// machine when it becomes 1. The gate follows whoever was written last, this
/// port or the 8042, as QEMU's.
class Port92 final : public Device {
 public:
  Port92(Line a20, std::function<void()> reset_cpu)
      : a20_(std::move(a20)), reset_cpu_(std::move(reset_cpu)) {}

  std::uint32_t read(std::uint32_t, unsigned, Access) override { return value_; }
  void write(std::uint32_t, unsigned, std::uint32_t value, Access) override {
    const auto before = std::exchange(value_, static_cast<std::uint8_t>(value & kWritable));
    a20_((value_ & kA20) != 0);
    if ((value_ & ~before & kReset) != 0) reset_cpu_();
  }
  void reset() override {
    value_ = kA20;
    a20_(true);
  }
  void visit(StateVisitor& state) override { state.field("port 92", value_); }

 private:
  static constexpr std::uint8_t kReset = 0x01, kA20 = 0x02, kWritable = 0x03;

  Line a20_;
  std::function<void()> reset_cpu_;
  std::uint8_t value_ = kA20;
};

}  // namespace vectorscope
