// SPDX-License-Identifier: CC0-1.0
// MC146818, SET: the time stands still and can be written; UIE is cleared.
#include "rtc.h"

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
