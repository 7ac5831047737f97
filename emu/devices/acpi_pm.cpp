// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/devices/acpi_pm.hpp"

namespace vectorscope {
namespace {

constexpr std::uint32_t kStatus = 0, kEnable = 2, kControl = 4, kTimer = 8;
constexpr std::uint16_t kSciEnable = 0x0001, kSleepEnable = 0x2000;
constexpr unsigned kSleepTypeShift = 10;
constexpr std::uint8_t kTimerCarried = 0x01;
constexpr std::uint32_t kTimerMask = 0xFFFFFF;
constexpr unsigned kHalfPeriod = 23;  // "the most significant bit has changed"

std::uint8_t byte_of(std::uint32_t value, std::uint32_t index) {
  return static_cast<std::uint8_t>(value >> (8 * index));
}

}  // namespace

std::uint32_t AcpiPm::read(std::uint32_t offset, unsigned width, Access) {
  std::uint32_t value = 0;
  for (unsigned byte = 0; byte < width; ++byte)
    value |= std::uint32_t{byte_at(offset + byte)} << (8 * byte);
  return value;
}

std::uint8_t AcpiPm::byte_at(std::uint32_t offset) const {
  const std::uint64_t pulses = crystal_.pulses_at(now_);
  if (offset == kStatus) return pulses >> kHalfPeriod != carries_cleared_ ? kTimerCarried : 0;
  if (offset >= kEnable && offset < kEnable + 2) return byte_of(enable_, offset - kEnable);
  if (offset >= kControl && offset < kControl + 2)
    return byte_of(control_ | kSciEnable, offset - kControl);
  if (offset >= kTimer && offset < kTimer + 4)
    return byte_of(static_cast<std::uint32_t>(pulses) & kTimerMask, offset - kTimer);
  return 0;
}

void AcpiPm::write(std::uint32_t offset, unsigned width, std::uint32_t value, Access access) {
  for (unsigned byte = 0; byte < width; ++byte)
    write_byte(offset + byte, byte_of(value, byte), access.core);
}

void AcpiPm::write_byte(std::uint32_t offset, std::uint8_t value, CoreId core) {
  const auto replace = [value](std::uint16_t& word, std::uint32_t index) {
    word = static_cast<std::uint16_t>((word & ~(0xFFu << (8 * index))) |
                                      static_cast<unsigned>(value) << (8 * index));
  };
  if (offset == kStatus && (value & kTimerCarried) != 0)
    carries_cleared_ = crystal_.pulses_at(now_) >> kHalfPeriod;
  if (offset >= kEnable && offset < kEnable + 2) replace(enable_, offset - kEnable);
  if (offset < kControl || offset >= kControl + 2) return;
  replace(control_, offset - kControl);
  const bool sleeps = (control_ & kSleepEnable) != 0;
  control_ &= static_cast<std::uint16_t>(~kSleepEnable);  // "write-only, reads zero"
  if (sleeps && (control_ >> kSleepTypeShift & 7) == 0) power_off_(core);
}

void AcpiPm::reset() {
  enable_ = 0;
  control_ = 0;
  carries_cleared_ = 0;
}

void AcpiPm::visit(StateVisitor& state) {
  state.field("enable", enable_);
  state.field("control", control_);
  state.field("carries cleared", carries_cleared_);
  state.field("now", now_);
}

}  // namespace vectorscope
