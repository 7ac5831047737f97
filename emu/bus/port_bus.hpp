// SPDX-License-Identifier: GPL-2.0-or-later
// The 64 K I/O ports: who owns which.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "emu/base/result.hpp"
#include "emu/bus/device.hpp"
#include "emu/trace/event.hpp"

namespace vectorscope {

/// Most chips of a PC sit on 8 data lines, so the board makes single bytes of a
/// wide access; a device that asks for `AsIssued` sees the width of the instruction.
enum class PortWidth : std::uint8_t { Bytes, AsIssued };

class PortBus {
 public:
  explicit PortBus(EventSink& events) : events_(events) {}

  /// `device` answers ports [first_port, first_port + count) as its registers
  /// from `first_offset` on. Fails if a port has an owner already.
  Result<void> attach(std::uint16_t first_port, std::uint32_t count, Device& device,
                      std::uint32_t first_offset = 0, PortWidth width = PortWidth::Bytes);

  /// `width` is 1, 2 or 4 bytes. Ports without an owner read as all ones, as an
  /// ISA bus that nobody drives, and publish UnownedAccess if a guest asks.
  std::uint32_t read(std::uint16_t port, unsigned width, Access access);
  void write(std::uint16_t port, unsigned width, std::uint32_t value, Access access);

  [[nodiscard]] bool owned(std::uint16_t port) const { return owner_[port] != kNobody; }

 private:
  struct Range {
    std::uint32_t first_port;
    std::uint32_t count;
    Device* device;
    std::uint32_t first_offset;
    PortWidth width;
  };
  static constexpr std::uint8_t kNobody = 0xFF;

  [[nodiscard]] const Range* range_of(std::uint32_t port) const;
  [[nodiscard]] const Range* takes_whole(std::uint16_t port, unsigned width) const;
  [[nodiscard]] bool nobody_at(std::uint16_t port, unsigned width) const;
  void publish_unowned(std::uint16_t port, unsigned width, std::uint32_t value, bool write,
                       Access access);

  EventSink& events_;
  std::vector<Range> ranges_;
  std::array<std::uint8_t, 0x10000> owner_ = [] {
    std::array<std::uint8_t, 0x10000> owner{};
    owner.fill(kNobody);
    return owner;
  }();
};

}  // namespace vectorscope
