// SPDX-License-Identifier: CC0-1.0
// 16550: scratch, divisor latch, line control, and the bits of IER and MCR.
#include "devices.h"

PROGRAM(uart_registers) {
  devices_begin();
  outb(0x3FF, 0xA5);
  print("scratch %b\n", (u32)inb(0x3FF));
  outb(0x3FB, 0x83);
  outb(0x3F8, 0x34);
  outb(0x3F9, 0x12);
  print("divisor %b%b\n", (u32)inb(0x3F9), (u32)inb(0x3F8));
  outb(0x3FB, 0x1B);
  print("LCR %b, and there is IER %b\n", (u32)inb(0x3FB), (u32)inb(0x3F9));
  outb(0x3FB, 3);
  outb(0x3F9, 0xF0);
  print("IER %b", (u32)inb(0x3F9));
  outb(0x3F9, 0xFF);
  print(" %b\n", (u32)inb(0x3F9));
  outb(0x3F9, 0);
  outb(0x3FC, 0xEF);
  print("MCR %b", (u32)inb(0x3FC));
  outb(0x3FC, 0xFF);
  print(" %b\n", (u32)inb(0x3FC));
  outb(0x3FC, 0);
  inb(0x3FE);  // the deltas of leaving loopback
  print("LSR %b MSR %b IIR %b\n", (u32)inb(0x3FD), (u32)inb(0x3FE), (u32)inb(0x3FA));
}
