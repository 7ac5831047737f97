// SPDX-License-Identifier: CC0-1.0
// ELCR: a level-triggered line asks again as long as it is high.
#include "devices.h"

static void thrice(unsigned vector) {
  if (irqs[vector] == 3) line_low(4);
  outb(0x20, 0x20);
}

PROGRAM(pic_level) {
  devices_begin();
  outb(0x4D0, 0x10);
  print("ELCR %b\n", (u32)inb(0x4D0));
  pic_unmask(0x0010);
  on_irq = thrice;
  line_high(4);
  for (unsigned i = 0; i < 6; ++i) window();
  print_order("until the third lowers it");
  print("IRR %h ISR %h\n", (u32)pic_irr(), (u32)pic_isr());
  outb(0x4D0, 0xFF);
  outb(0x4D1, 0xFF);
  print("bits that can be set: %b %b\n", (u32)inb(0x4D0), (u32)inb(0x4D1));
  outb(0x4D0, 0);
  outb(0x4D1, 0);
}
