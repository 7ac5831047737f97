// SPDX-License-Identifier: CC0-1.0
// 8259A: initialisation without ICW4, of a single one, in the middle of a service;
// what ICW1 clears (data sheet, "Initialization command words").
#include "devices.h"

static void show(const char *what) {
  print("%s: IMR %b %b IRR %h ISR %h\n", what, (u32)inb(0x21), (u32)inb(0xA1), (u32)pic_irr(), (u32)pic_isr());
}

PROGRAM(pic_init) {
  devices_begin();
  pic_unmask(0x11);
  show("as it was");
  line_high(4);
  show("a request");
  outb(0x20, 0x11);  // ICW1
  print("after ICW1 alone: IRR %b\n", (u32)inb(0x20));
  outb(0x21, PIC_BASE);
  outb(0x21, 4);
  outb(0x21, 1);
  show("initialised: the edge is forgotten, the mask is clear");
  pic_unmask(0);
  line_low(4);
  line_high(4);
  show("a new edge");
  pic_unmask(0x10);
  window();
  print("IRQ 4: %u\n", irqs[PIC_BASE + 4]);
  line_low(4);
  outb(0x20, 0x10);  // no ICW4: 8080 mode bits clear
  outb(0x21, PIC_BASE);
  outb(0x21, 4);
  show("without ICW4");
  pic_init(1);
  outb(0x20, 0x0B);
  print("reads ISR %b\n", (u32)inb(0x20));
  outb(0x20, 0x11);
  outb(0x21, PIC_BASE);
  outb(0x21, 4);
  outb(0x21, 1);
  line_high(4);
  print("reads IRR again after ICW1 %b\n", (u32)inb(0x20) & 0x10);
  line_low(4);
  pic_init(1);
}
