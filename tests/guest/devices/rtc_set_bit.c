// SPDX-License-Identifier: CC0-1.0
// MC146818, SET: the time stands still and can be written; UIE is cleared.
#include "devices.h"

static void set_time(const u8 *values) {
  static const u8 kPlaces[] = {0, 2, 4, 7, 8, 9, 0x32};
  rtc_write(0x0B, rtc(0x0B) | 0x80);
  for (unsigned i = 0; i < sizeof kPlaces; ++i) rtc_write(kPlaces[i], values[i]);
  rtc_write(0x0B, rtc(0x0B) & 0x7F);
}

__attribute__((unused)) static void print_time(const char *what) {
  print("%s: %b:%b:%b weekday %b, %b.%b.%b%b\n", what, (u32)rtc(4), (u32)rtc(2), (u32)rtc(0), (u32)rtc(6),
        (u32)rtc(7), (u32)rtc(8), (u32)rtc(0x32), (u32)rtc(9));
}

PROGRAM(rtc_set_bit) {
  devices_begin();
  static const u8 kTime[] = {0x10, 0x20, 0x13, 0x05, 0x06, 0x22, 0x20};
  set_time(kTime);
  rtc_write(0x0B, 0x12);
  rtc_write(0x0B, 0x92);
  print("B %b\n", (u32)rtc(0x0B));
  rtc_write(0x00, 0x30);
  rtc_write(0x02, 0x40);
  print("seconds %b minutes %b\n", (u32)rtc(0), (u32)rtc(2));
  rtc_write(0x0B, 0x02);
  print("minutes %b hours %b\n", (u32)rtc(2), (u32)rtc(4));
}
