// SPDX-License-Identifier: CC0-1.0
// CMOS RAM: the memory's size as a BIOS leaves it, bytes that are only kept, and the
// index's bit 7, which is no part of it.
#include "devices.h"

PROGRAM(cmos_memory) {
  devices_begin();
  print("below 640 KB: %b%b; above 1 MB in KB: %b%b %b%b; above 16 MB in 64 KB: %b%b\n", (u32)rtc(0x16), (u32)rtc(0x15), (u32)rtc(0x18),
        (u32)rtc(0x17), (u32)rtc(0x31), (u32)rtc(0x30), (u32)rtc(0x35), (u32)rtc(0x34));
  const u8 kept = rtc(0x0F);
  for (u32 i = 0; i < 4; ++i) {
    rtc_write(0x0F, (u8)(i * 0x55));
    print("shutdown byte %b, with bit 7 of the index %b\n", (u32)rtc(0x0F), (u32)rtc(0x8F));
  }
  rtc_write(0x0F, kept);
  outb(0x70, 0x0B);
  inb(0x71);
  print("the same again %b\n", (u32)inb(0x71));
}
