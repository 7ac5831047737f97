// SPDX-License-Identifier: CC0-1.0
// 16550 without FIFOs: a second byte overruns the first, and LSR says so once.
#include "devices.h"

PROGRAM(uart_overrun) {
  devices_begin();
  outb(0x3FB, 0x83);
  outb(0x3F8, 1);
  outb(0x3F9, 0);
  outb(0x3FB, 3);
  outb(0x3FC, 0x10);
  outb(0x3F8, 'a');
  UNTIL(inb(0x3FD) & 1);
  outb(0x3F8, 'b');
  u32 lsr = 0;
  for (unsigned i = 0; i < 20000 && !(lsr & 2); ++i) lsr = inb(0x3FD);
  print("overrun %u\n", lsr >> 1 & 1);
  print("read once: %u\n", (u32)inb(0x3FD) >> 1 & 1);
  print("data %c\n", (int)inb(0x3F8));
  outb(0x3FC, 0);
}
