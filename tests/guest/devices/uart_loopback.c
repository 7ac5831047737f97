// SPDX-License-Identifier: CC0-1.0
// 16550, MCR bit 4: data and modem lines come back.
#include "devices.h"

PROGRAM(uart_loopback) {
  devices_begin();
  outb(0x3FC, 0x10);
  for (unsigned pins = 0; pins < 16; ++pins) {
    outb(0x3FC, (u8)(0x10 | pins));
    print("MCR %b: pins %b\n", pins, (u32)inb(0x3FE) & 0xF0);
  }
  outb(0x3FC, 0x10);
  outb(0x3F8, 0x5A);
  print("data ready: %u\n", (u32)UNTIL(inb(0x3FD) & 1));
  print("data %b\n", (u32)inb(0x3F8));
  print("LSR %b\n", (u32)inb(0x3FD) & 1);
  print("data once more %b\n", (u32)inb(0x3F8));
  outb(0x3FA, 0x01);
  print("of an empty FIFO %b\n", (u32)inb(0x3F8));
  outb(0x3FA, 0x00);
  outb(0x3FC, 0);
}
