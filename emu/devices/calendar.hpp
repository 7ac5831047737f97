// SPDX-License-Identifier: GPL-2.0-or-later
// A moment as the ten clock registers of an MC146818A hold it, in either format.
// Source: data sheet, table "Time, calendar, and alarm data modes".
#pragma once
#include <array>
#include <cstdint>

namespace vectorscope {

/// How register B says that numbers are written.
struct CalendarFormat {
  bool binary = false;  ///< DM; BCD otherwise
  bool hours24 = true;  ///< 24/12; with 12 hours bit 7 is PM, and midnight is 12 AM
};

/// Seconds, minutes, hours, weekday (Sunday is 1), day, month, year, century.
struct CalendarRegisters {
  std::uint8_t seconds = 0, minutes = 0, hours = 0, weekday = 0, day = 0, month = 0, year = 0,
               century = 0;
};

/// `unix_seconds`: from 1970 to 2099.
CalendarRegisters to_registers(std::int64_t unix_seconds, CalendarFormat format);

/// Values that are no time are taken as the counters would go on from them: the
/// 61st second is the first of the next minute. The weekday does not count.
std::int64_t from_registers(const CalendarRegisters& registers, CalendarFormat format);

}  // namespace vectorscope
