// SPDX-License-Identifier: CC0-1.0
// 8259A: IRR shows what waits, masked or not; ISR what is in service.
#include "devices.h"

PROGRAM(pic_requests) {
  devices_begin();
  line_high(4);
  print("masked: IRR %h ISR %h\n", (u32)pic_irr(), (u32)pic_isr());
  pic_unmask(0x0010);
  on_irq = NULL;
  window();
  print("taken: IRR %h ISR %h\n", (u32)pic_irr(), (u32)pic_isr());
  print_order("came");
  window();
  print_order("no second one before the end of the first");
  outb(0x20, 0x20);
  print("ended: IRR %h ISR %h\n", (u32)pic_irr(), (u32)pic_isr());
  window();
  print_order("the line is still high, but it has no edge");
  line_low(4);
  print("low: IRR %h ISR %h\n", (u32)pic_irr(), (u32)pic_isr());
}
