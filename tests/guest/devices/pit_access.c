// SPDX-License-Identifier: CC0-1.0
// 8254: the access modes low byte, high byte, and both in turn.
#include "devices.h"

PROGRAM(pit_access) {
  devices_begin();
  outb(0x61, 0);
  outb(0x43, 0x90);
  outb(0x42, 0x77);
  outb(0x43, 0x80);
  print("low only: %b\n", (u32)inb(0x42));
  outb(0x43, 0xA0);
  outb(0x42, 0x66);
  outb(0x43, 0x80);
  print("high only: %b\n", (u32)inb(0x42));
  outb(0x43, 0xB0);
  outb(0x42, 0x21);
  outb(0x42, 0x43);
  outb(0x43, 0x80);
  const u32 low = inb(0x42);
  print("both: %b %b\n", low, (u32)inb(0x42));
}
