// SPDX-License-Identifier: CC0-1.0
// 8259A pair: IRQ 8 is in service in both, and needs both EOIs.
#include "devices.h"

PROGRAM(pic_cascade) {
  devices_begin();
  pic_unmask(0x0100);
  on_irq = NULL;
  line_high(8);
  window();
  print("ISR %h\n", (u32)pic_isr());
  line_low(8);
  outb(0x20, 0x20);
  print("master ended: %h\n", (u32)pic_isr());
  line_high(8);
  window();
  print_order("the slave is still busy");
  outb(0xA0, 0x20);
  print("both ended: %h\n", (u32)pic_isr());
  window();
  print("and again: %h\n", (u32)pic_isr());
  print_order("order");
  line_low(8);
  outb(0xA0, 0x20);
  outb(0x20, 0x20);
}
