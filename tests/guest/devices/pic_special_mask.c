// SPDX-License-Identifier: CC0-1.0
// 8259A, OCW3 special mask mode: a masked level in service holds nothing back.
#include "devices.h"

PROGRAM(pic_special_mask) {
  devices_begin();
  pic_unmask(0x0011);
  on_irq = NULL;
  line_high(0);
  window();
  line_high(4);
  window();
  print_order("0 holds 4 back");
  outb(0x20, 0x68);
  outb(0x21, 0xEF);
  window();
  print_order("special mask mode, 0 masked");
  print("ISR %h\n", (u32)pic_isr());
  outb(0x20, 0x60);
  outb(0x20, 0x64);
  outb(0x20, 0x48);
  print("ISR %h\n", (u32)pic_isr());
  line_low(0);
  line_low(4);
}
