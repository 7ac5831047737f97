// SPDX-License-Identifier: GPL-2.0-or-later
// Registers in physical memory: who owns which addresses.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "emu/base/result.hpp"
#include "emu/bus/device.hpp"
#include "emu/trace/event.hpp"

namespace vectorscope {

class MmioBus {
 public:
  struct Range {
    PhysicalAddress base;
    std::uint32_t size;
    Device* device;
  };

  explicit MmioBus(EventSink& events) : events_(events) {}

  /// `device` answers [base, base + size). Fails on an empty range, one that
  /// wraps around 4 GB, or one that overlaps another.
  Result<void> attach(PhysicalAddress base, std::uint32_t size, Device& device);

  /// The access reaches the device as it was issued (`width` 1, 2 or 4): what an
  /// odd one means is the device's business. An access that no device owns as
  /// a whole reads as all ones and publishes UnownedAccess if a guest asks.
  std::uint32_t read(PhysicalAddress address, unsigned width, Access access);
  void write(PhysicalAddress address, unsigned width, std::uint32_t value, Access access);

  /// Device::read_quietly of whoever owns it.
  [[nodiscard]] std::optional<std::uint32_t> read_quietly(PhysicalAddress address, unsigned width,
                                                          Access access) const;

  /// Sorted by base: what the board has to trap.
  [[nodiscard]] std::span<const Range> ranges() const { return ranges_; }

 private:
  [[nodiscard]] const Range* find(PhysicalAddress address, unsigned width) const;

  EventSink& events_;
  std::vector<Range> ranges_;
};

}  // namespace vectorscope
