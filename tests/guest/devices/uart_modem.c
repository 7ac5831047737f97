// SPDX-License-Identifier: CC0-1.0
// 16550: modem lines and their deltas by loopback, the divisor latch, scratch, the
// line control register's bits, break (data sheet, MCR, MSR, LCR).
// manual: PC16550D, 8.8: a delta bit is set when its line changes, and in loopback the
// lines are MCR's (8.6). QEMU keeps the deltas of the real lines alone.
//   qemu:   all fall: MSR 00 then 00
//   manual: all fall: MSR 0f then 00
//   qemu:   IIR 01, MSR 10, IIR 01
//   manual: IIR 00, MSR 11, IIR 01
#include "devices.h"

PROGRAM(uart_modem) {
  devices_begin();
  for (u32 mcr = 0x10; mcr < 0x20; ++mcr) {
    outb(0x3FC, (u8)mcr);
    inb(0x3FE);
    print("MCR %b: MSR %b\n", mcr, (u32)inb(0x3FE));
  }
  outb(0x3FC, 0x1F);
  inb(0x3FE);
  outb(0x3FC, 0x10);
  print("all fall: MSR %b then %b\n", (u32)inb(0x3FE), (u32)inb(0x3FE));
  outb(0x3F9, 8);  // modem status interrupts
  outb(0x3FC, 0x12);
  print("IIR %b, MSR %b, IIR %b\n", (u32)inb(0x3FA), (u32)inb(0x3FE), (u32)inb(0x3FA));
  outb(0x3F9, 0);
  outb(0x3FC, 0);
  inb(0x3FE);
  outb(0x3FB, 0x83);
  outb(0x3F8, 0x34);
  outb(0x3F9, 0x12);
  print("divisor %b %b\n", (u32)inb(0x3F8), (u32)inb(0x3F9));
  outb(0x3FB, 0x1B);
  print("LCR %b, IER %b\n", (u32)inb(0x3FB), (u32)inb(0x3F9));
  outb(0x3FF, 0xA5);
  print("scratch %b\n", (u32)inb(0x3FF));
  outb(0x3F9, 0xFF);
  print("IER's bits %b\n", (u32)inb(0x3F9));
  outb(0x3F9, 0);
  outb(0x3FC, 0xFF);
  print("MCR's bits %b\n", (u32)inb(0x3FC));
  outb(0x3FC, 0);
  outb(0x3FB, 0x83);
  outb(0x3F8, 1);
  outb(0x3F9, 0);
  outb(0x3FB, 3);
}
