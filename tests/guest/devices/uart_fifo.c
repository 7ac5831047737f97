// SPDX-License-Identifier: CC0-1.0
// 16550: 16 bytes wait in the FIFO in their order; trigger level and time-out.
#include "devices.h"

PROGRAM(uart_fifo) {
  devices_begin();
  outb(0x3FB, 0x83);
  outb(0x3F8, 0x80);  // 300 baud: a character takes 33 ms
  outb(0x3F9, 1);
  outb(0x3FB, 3);
  outb(0x3FA, 0x47);  // FIFOs on and empty, trigger at 4
  outb(0x3FC, 0x10);
  outb(0x3F9, 1);
  for (unsigned i = 0; i < 3; ++i) {
    outb(0x3F8, (u8)(0x41 + i));
    UNTIL((inb(0x3FD) & 0x60) == 0x60);
  }
  sleep_ms(160);
  print("below the trigger a time-out: %u\n", (u32)((inb(0x3FA) & 0x0F) == 0x0C));
  print("IIR %b\n", (u32)inb(0x3FA));
  print("read %c\n", (int)inb(0x3F8));
  for (unsigned i = 0; i < 2; ++i) {
    outb(0x3F8, (u8)('D' + i));
    UNTIL((inb(0x3FD) & 0x60) == 0x60);
  }
  print("at the trigger: %u\n", (u32)((inb(0x3FA) & 0x0F) == 0x04));
  while (inb(0x3FD) & 1) print("%c", (int)inb(0x3F8));
  print("\nempty: IIR %b\n", (u32)inb(0x3FA));
  outb(0x3F8, 'x');
  UNTIL(inb(0x3FD) & 1);
  outb(0x3FA, 0x43);
  print("receiver reset: %u\n", (u32)inb(0x3FD) & 1);
  outb(0x3F9, 0);
  outb(0x3FA, 0);
  print("off: IIR %b\n", (u32)inb(0x3FA));
  outb(0x3FC, 0);
}
