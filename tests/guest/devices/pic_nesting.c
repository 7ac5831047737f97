// SPDX-License-Identifier: CC0-1.0
// 8259A: within a handler only a higher level comes in.
#include "devices.h"

static u16 isr_within;

// In IRQ 4's handler IRQ 8 (by the cascade higher) comes in; IRQ 4 again waits.
static void inside(unsigned vector) {
  if (irqs[0x24] != 1 || vector != 0x24) return end_pic(vector);
  line_low(4);
  line_high(4);
  line_high(8);
  window();
  isr_within = pic_isr();
  outb(0x20, 0x20);
}

PROGRAM(pic_nesting) {
  devices_begin();
  pic_unmask(0x0113);
  on_irq = inside;
  line_high(4);
  window();
  window();
  print_order("order");
  print("ISR within: %h\n", (u32)isr_within);
  print("ISR after: %h\n", (u32)pic_isr());
}
