// SPDX-License-Identifier: CC0-1.0
// MC146818: the registers A, B and D, and RAM that is only RAM.
#include "devices.h"

PROGRAM(rtc_registers) {
  devices_begin();
  print("A %b B %b D %b\n", (u32)rtc(0x0A) & 0x7F, (u32)rtc(0x0B), (u32)rtc(0x0D));
  rtc_write(0x0D, 0);
  print("D %b\n", (u32)rtc(0x0D));
  rtc_write(0x50, 0xA5);
  rtc_write(0x51, 0x5A);
  print("RAM %b %b\n", (u32)rtc(0x50), (u32)rtc(0x51));
  rtc_write(0x0A, 0x2F);
  print("A %b\n", (u32)rtc(0x0A) & 0x7F);
  rtc_write(0x0A, 0x26);
}
