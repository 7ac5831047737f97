// SPDX-License-Identifier: CC0-1.0
// 8259A, OCW2 rotation: the level that was served becomes the lowest.
#include "devices.h"

PROGRAM(pic_rotation) {
  devices_begin();
  pic_unmask(0x0013);
  on_irq = NULL;
  outb(0x20, 0xC1);  // set priority: 1 is the lowest, 2 the highest
  line_high(0);
  line_high(1);
  line_high(4);
  for (unsigned i = 0; i < 3; ++i) {
    window();
    print("ISR %h\n", (u32)pic_isr());
    outb(0x20, 0xA0);  // rotate on non-specific EOI
  }
  print_order("4 before 0 before 1");
  for (unsigned irq = 0; irq < 5; ++irq) line_low(irq);
  line_high(4);
  line_high(0);
  window();
  outb(0x20, 0x20);
  window();
  outb(0x20, 0x20);
  print_order("1 was served last: 4 before 0");
  line_low(0);
  line_low(4);
}
