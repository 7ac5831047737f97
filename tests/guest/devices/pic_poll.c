// SPDX-License-Identifier: CC0-1.0
// 8259A, OCW3 poll: a read acknowledges as an INTA would.
#include "devices.h"

PROGRAM(pic_poll) {
  devices_begin();
  pic_unmask(0x0012);
  outb(0x20, 0x0C);
  print("nothing: %b\n", (u32)inb(0x20) & 0x80);
  line_high(4);
  line_high(1);
  outb(0x20, 0x0C);
  print("%b\n", (u32)inb(0x20));
  print("ISR %h\n", (u32)pic_isr());
  outb(0x20, 0x20);
  pic_unmask(0x0012);
  outb(0x20, 0x20);
  pic_unmask(0x0010);
  outb(0x20, 0x0C);
  print("%b\n", (u32)inb(0x20));
  outb(0x20, 0x20);
  line_low(1);
  line_low(4);
  print("ISR %h\n", (u32)pic_isr());
  pic_unmask(0x0104);
  line_high(8);
  outb(0x20, 0x0C);
  print("by the cascade: %b", (u32)inb(0x20));
  print(", IRR %h ISR %h\n", (u32)pic_irr() & 0x104, (u32)pic_isr());
  outb(0xA0, 0x0C);
  print("the slave: %b", (u32)inb(0xA0));
  print(", IRR %h ISR %h\n", (u32)pic_irr() & 0x104, (u32)pic_isr());
  line_low(8);
  outb(0xA0, 0x20);
  outb(0x20, 0x20);
  outb(0x20, 0x0C);
  print("then: %b\n", (u32)inb(0x20) & 0x80);
}
