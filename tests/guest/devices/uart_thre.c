// SPDX-License-Identifier: CC0-1.0
// 16550: the transmitter-empty interrupt, and that reading IIR takes it.
#include "devices.h"

static u32 iir;

static void read_iir(unsigned vector) {
  (void)vector;
  iir = inb(0x3FA);
  outb(0x20, 0x20);
}

PROGRAM(uart_thre) {
  devices_begin();
  outb(0x3FC, 8);  // OUT2
  pic_unmask(0x10);
  on_irq = read_iir;
  outb(0x3F9, 2);
  window();
  print_order("enabled while empty");
  print("IIR %b, then %b\n", iir, (u32)inb(0x3FA));
  outb(0x3F8, 'x');
  UNTIL(pic_irr() & 0x10);
  window();
  print_order("sent");
  print("IIR %b\n", iir);
  outb(0x3F9, 0);
}
