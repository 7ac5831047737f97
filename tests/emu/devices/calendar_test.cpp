// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/devices/calendar.hpp"

#include <gtest/gtest.h>

#include <ctime>
#include <random>

namespace vectorscope {
namespace {

constexpr CalendarFormat kFormats[] = {{false, true}, {true, true}, {false, false}, {true, false}};

// The C library is the outside judge.
TEST(Calendar, AgreesWithGmtime) {
  std::mt19937 random(1);
  for (int i = 0; i < 2000; ++i) {
    const std::time_t moment = static_cast<std::time_t>(random() % 4'102'444'800u);
    std::tm expected{};
    gmtime_r(&moment, &expected);
    const auto registers = to_registers(moment, {.binary = true, .hours24 = true});
    EXPECT_EQ(registers.seconds, expected.tm_sec);
    EXPECT_EQ(registers.minutes, expected.tm_min);
    EXPECT_EQ(registers.hours, expected.tm_hour);
    EXPECT_EQ(registers.weekday, expected.tm_wday + 1);
    EXPECT_EQ(registers.day, expected.tm_mday);
    EXPECT_EQ(registers.month, expected.tm_mon + 1);
    EXPECT_EQ(registers.year, expected.tm_year % 100);
    EXPECT_EQ(registers.century, expected.tm_year / 100 + 19);
    for (const auto format : kFormats)
      EXPECT_EQ(from_registers(to_registers(moment, format), format), moment);
  }
}

TEST(Calendar, WritesTwelveHoursAndBcdAsTheDataSheetSays) {
  const auto at = [](int hour, CalendarFormat format) {
    return to_registers(hour * 3600, format).hours;
  };
  constexpr CalendarFormat bcd12{false, false}, binary12{true, false};
  EXPECT_EQ(at(0, bcd12), 0x12);
  EXPECT_EQ(at(11, bcd12), 0x11);
  EXPECT_EQ(at(12, bcd12), 0x92);
  EXPECT_EQ(at(23, bcd12), 0x91);
  EXPECT_EQ(at(23, binary12), 0x8B);
  EXPECT_EQ(at(23, {false, true}), 0x23);
}

}  // namespace
}  // namespace vectorscope
