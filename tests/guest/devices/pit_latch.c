// SPDX-License-Identifier: CC0-1.0
// 8254: a latched count stays until it is read, a second latch is ignored.
#include "devices.h"

PROGRAM(pit_latch) {
  devices_begin();
  outb(0x61, 1);
  outb(0x43, 0xB4);
  outb(0x42, 0xFF);
  outb(0x42, 0xFF);
  outb(0x43, 0x80);
  for (unsigned i = 0; i < 2000; ++i) inb(0x80);
  outb(0x43, 0x80);
  const u32 first_low = inb(0x42), first = first_low | (u32)inb(0x42) << 8;
  outb(0x43, 0x80);
  const u32 second_low = inb(0x42), second = second_low | (u32)inb(0x42) << 8;
  print("the second, later latch is lower: %u\n", (u32)(second < first));
  outb(0x43, 0xC8);  // read back count and status
  const u32 status = inb(0x42), low = inb(0x42), high = inb(0x42);
  print("status first: %b, a count after it: %u\n", status & 0x3F, (u32)((low | high << 8) <= second));
  outb(0x61, 0);
}
