// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/bus/port_bus.hpp"

#include <fmt/format.h>

namespace vectorscope {
namespace {

constexpr std::uint32_t kPorts = 0x10000;

constexpr std::uint32_t mask_of(unsigned width) {
  return width >= 4 ? 0xFFFFFFFF : (1U << (8 * width)) - 1;
}

}  // namespace

Result<void> PortBus::attach(std::uint16_t first_port, std::uint32_t count, Device& device,
                             std::uint32_t first_offset, PortWidth width) {
  const std::uint32_t end = first_port + count;
  if (count == 0 || end > kPorts) {
    return fail(fmt::format("ports {:X}h + {:X}h: empty or past FFFFh", first_port, count));
  }
  for (std::uint32_t port = first_port; port < end; ++port) {
    if (owner_[port] != kNobody) {
      return fail(fmt::format("port {:X}h has an owner already: wire the device elsewhere", port));
    }
  }
  if (ranges_.size() == kNobody) return fail("too many port ranges: 255 at most");
  for (std::uint32_t port = first_port; port < end; ++port) {
    owner_[port] = static_cast<std::uint8_t>(ranges_.size());
  }
  ranges_.push_back({first_port, count, &device, first_offset, width});
  return {};
}

std::uint32_t PortBus::read(std::uint16_t port, unsigned width, Access access) {
  if (const Range* range = takes_whole(port, width)) {
    const std::uint32_t offset = port - range->first_port + range->first_offset;
    return range->device->read(offset, width, access) & mask_of(width);
  }
  if (nobody_at(port, width)) {
    publish_unowned(port, width, mask_of(width), false, access);
    return mask_of(width);
  }
  std::uint32_t value = 0;
  for (unsigned byte = 0; byte < width; ++byte) {
    value |= read(static_cast<std::uint16_t>(port + byte), 1, access) << (8 * byte);
  }
  return value;
}

void PortBus::write(std::uint16_t port, unsigned width, std::uint32_t value, Access access) {
  value &= mask_of(width);
  if (const Range* range = takes_whole(port, width)) {
    const std::uint32_t offset = port - range->first_port + range->first_offset;
    range->device->write(offset, width, value, access);
    return;
  }
  if (nobody_at(port, width)) {
    publish_unowned(port, width, value, true, access);
    return;
  }
  for (unsigned byte = 0; byte < width; ++byte) {
    write(static_cast<std::uint16_t>(port + byte), 1, value >> (8 * byte), access);
  }
}

const PortBus::Range* PortBus::range_of(std::uint32_t port) const {
  const std::uint8_t owner = owner_[port % kPorts];
  return owner == kNobody ? nullptr : &ranges_[owner];
}

const PortBus::Range* PortBus::takes_whole(std::uint16_t port, unsigned width) const {
  const Range* range = range_of(port);
  if (range == nullptr || width == 1) return range;
  const bool inside = port + width <= range->first_port + range->count;
  return range->width == PortWidth::AsIssued && inside ? range : nullptr;
}

bool PortBus::nobody_at(std::uint16_t port, unsigned width) const {
  for (unsigned byte = 0; byte < width; ++byte) {
    if (range_of(port + byte) != nullptr) return false;
  }
  return true;
}

void PortBus::publish_unowned(std::uint16_t port, unsigned width, std::uint32_t value, bool write,
                              Access access) {
  if (!access.is_guest()) return;
  events_.publish(access.core, events::UnownedAccess{port, value, static_cast<std::uint8_t>(width),
                                                     true, write});
}

}  // namespace vectorscope
