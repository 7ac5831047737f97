// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/bus/mmio_bus.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace vectorscope {
namespace {

constexpr std::uint32_t mask_of(unsigned width) {
  return width >= 4 ? 0xFFFFFFFF : (1U << (8 * width)) - 1;
}

std::uint64_t end_of(const MmioBus::Range& range) {
  return std::uint64_t{range.base} + range.size;
}

}  // namespace

Result<void> MmioBus::attach(PhysicalAddress base, std::uint32_t size, Device& device) {
  const Range range{base, size, &device};
  if (size == 0 || end_of(range) > std::uint64_t{1} << 32) {
    return fail(fmt::format("memory {:08X}h + {:X}h: empty or past 4 GB", base, size));
  }
  const auto next = std::ranges::upper_bound(ranges_, base, {}, &Range::base);
  const bool hits_next = next != ranges_.end() && end_of(range) > next->base;
  const bool hits_previous = next != ranges_.begin() && end_of(*(next - 1)) > base;
  if (hits_next || hits_previous) {
    return fail(fmt::format("memory {:08X}h + {:X}h overlaps another device", base, size));
  }
  ranges_.insert(next, range);
  return {};
}

std::uint32_t MmioBus::read(PhysicalAddress address, unsigned width, Access access) {
  if (const Range* range = find(address, width)) {
    return range->device->read(address - range->base, width, access) & mask_of(width);
  }
  if (access.is_guest()) {
    events_.publish(access.core,
                    events::UnownedAccess{address, mask_of(width),
                                          static_cast<std::uint8_t>(width), false, false});
  }
  return mask_of(width);
}

void MmioBus::write(PhysicalAddress address, unsigned width, std::uint32_t value, Access access) {
  value &= mask_of(width);
  if (const Range* range = find(address, width)) {
    range->device->write(address - range->base, width, value, access);
    return;
  }
  if (access.is_guest()) {
    events_.publish(access.core,
                    events::UnownedAccess{address, value, static_cast<std::uint8_t>(width), false,
                                          true});
  }
}

std::optional<std::uint32_t> MmioBus::read_quietly(PhysicalAddress address, unsigned width,
                                                   Access access) const {
  const Range* range = find(address, width);
  if (!range) return std::nullopt;
  return range->device->read_quietly(address - range->base, width, access);
}

const MmioBus::Range* MmioBus::find(PhysicalAddress address, unsigned width) const {
  const auto next = std::ranges::upper_bound(ranges_, address, {}, &Range::base);
  if (next == ranges_.begin()) return nullptr;
  const Range& range = *(next - 1);
  return std::uint64_t{address} + width <= end_of(range) ? &range : nullptr;
}

}  // namespace vectorscope
