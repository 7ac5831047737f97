// SPDX-License-Identifier: CC0-1.0
// 8259A, OCW2: non-specific EOI ends the highest in service, specific EOI any.
#include "devices.h"

PROGRAM(pic_eoi) {
  devices_begin();
  on_irq = NULL;
  pic_unmask(0x0013);
  line_high(4);
  window();
  line_high(1);
  window();
  line_high(0);
  window();
  print("three in service: %h\n", (u32)pic_isr());
  outb(0x20, 0x61);
  print("specific EOI of 1: %h\n", (u32)pic_isr());
  outb(0x20, 0x20);
  print("non-specific: %h\n", (u32)pic_isr());
  outb(0x20, 0x67);
  print("specific of 7, which is not: %h\n", (u32)pic_isr());
  outb(0x20, 0x20);
  outb(0x20, 0x20);
  print("one too many: %h\n", (u32)pic_isr());
  for (unsigned irq = 0; irq < 5; ++irq) line_low(irq);
  print_order("order");
}
