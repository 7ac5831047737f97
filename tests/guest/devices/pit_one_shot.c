// SPDX-License-Identifier: CC0-1.0
// 8254, mode 0: OUT rises once the count is over and stays.
#include "devices.h"

PROGRAM(pit_one_shot) {
  devices_begin();
  outb(0x61, 1);
  outb(0x43, 0xB0);
  outb(0x42, 0xFF);
  outb(0x42, 0xFF);
  print("counting: OUT %u\n", (u32)inb(0x61) >> 5 & 1);
  sleep_ms(60);
  print("over: OUT %u\n", (u32)inb(0x61) >> 5 & 1);
  print("stays: %u\n", (u32)inb(0x61) >> 5 & 1);
  outb(0x42, 0xFF);
  outb(0x42, 0xFF);
  print("loaded anew: OUT %u\n", (u32)inb(0x61) >> 5 & 1);
  outb(0x61, 0);
}
