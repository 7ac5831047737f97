// SPDX-License-Identifier: CC0-1.0
// 16550: modem lines and their deltas by loopback (data sheet, MCR, MSR).
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
}
