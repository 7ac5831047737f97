// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/devices/calendar.hpp"

#include <algorithm>
#include <chrono>

#include "emu/base/fault.hpp"

namespace vectorscope {
namespace {

constexpr std::uint8_t kPm = 0x80;

std::uint8_t encode(unsigned value, CalendarFormat format) {
  if (format.binary) return static_cast<std::uint8_t>(value);
  return static_cast<std::uint8_t>(value / 10 % 10 << 4 | value % 10);
}

unsigned decode(std::uint8_t value, CalendarFormat format) {
  return format.binary ? value : (value >> 4) * 10u + (value & 0xFu);
}

std::uint8_t encode_hours(unsigned hour, CalendarFormat format) {
  if (format.hours24) return encode(hour, format);
  const unsigned twelve = hour % 12 == 0 && !fault("rtc-midnight-is-0") ? 12 : hour % 12;
  return static_cast<std::uint8_t>(encode(twelve, format) | (hour >= 12 ? kPm : 0));
}

unsigned decode_hours(std::uint8_t value, CalendarFormat format) {
  if (format.hours24) return decode(value, format);
  const bool afternoon = (value & kPm) != 0;
  return decode(value & 0x7F, format) % 12 + (afternoon ? 12 : 0);
}

}  // namespace

CalendarRegisters to_registers(std::int64_t unix_seconds, CalendarFormat format) {
  using namespace std::chrono;
  const sys_seconds time{seconds{unix_seconds}};
  const auto midnight = floor<days>(time);
  const year_month_day date{midnight};
  const hh_mm_ss clock{time - midnight};
  const auto year = static_cast<unsigned>(int{date.year()});
  return {.seconds = encode(static_cast<unsigned>(clock.seconds().count()), format),
          .minutes = encode(static_cast<unsigned>(clock.minutes().count()), format),
          .hours = encode_hours(static_cast<unsigned>(clock.hours().count()), format),
          .weekday = encode(weekday{midnight}.c_encoding() + 1, format),
          .day = encode(unsigned{date.day()}, format),
          .month = encode(unsigned{date.month()}, format),
          .year = encode(year % 100, format),
          .century = encode(year / 100, format)};
}

std::int64_t from_registers(const CalendarRegisters& registers, CalendarFormat format) {
  using namespace std::chrono;
  // The century's byte is the BIOS's: whoever clears it does not mean year 24.
  const unsigned century = decode(registers.century, format);
  const unsigned number = (century == 19 || century == 20 ? century : 20) * 100 +
                          decode(registers.year, format) % 100;
  const unsigned month_number = std::clamp(decode(registers.month, format), 1u, 12u);
  const auto first = sys_days{year{static_cast<int>(std::max(number, 1970u))} /
                              month{month_number} / 1};
  const auto time = sys_seconds{first} +
                    days{std::max(decode(registers.day, format), 1u) - 1} +
                    hours{decode_hours(registers.hours, format)} +
                    minutes{decode(registers.minutes, format)} +
                    seconds{decode(registers.seconds, format)};
  return time.time_since_epoch().count();
}

}  // namespace vectorscope
