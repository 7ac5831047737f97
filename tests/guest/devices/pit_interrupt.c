// SPDX-License-Identifier: CC0-1.0
// 8254 and 8259A: mode 0 interrupts once, mode 2 again and again.
#include "devices.h"

static void just_end(unsigned vector) {
  (void)vector;
  outb(0x20, 0x20);
}

PROGRAM(pit_interrupt) {
  devices_begin();
  pic_unmask(1);
  on_irq = just_end;
  outb(0x43, 0x30);
  outb(0x40, 0x00);
  outb(0x40, 0x10);
  print("mode 0: %u\n", (u32)wait_irq(0x20, 1));
  for (unsigned i = 0; i < 1000; ++i) inb(0x80);
  window();
  print("once: %u\n", irqs[0x20]);
  outb(0x43, 0x34);
  outb(0x40, 0x00);
  outb(0x40, 0x20);
  print("mode 2: %u\n", (u32)wait_irq(0x20, 6));
  outb(0x43, 0x36);
  outb(0x40, 0x00);
  outb(0x40, 0x20);
  print("mode 3: %u\n", (u32)wait_irq(0x20, 12));
  outb(0x43, 0x30);
}
