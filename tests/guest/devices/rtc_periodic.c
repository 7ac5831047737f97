// SPDX-License-Identifier: CC0-1.0
// MC146818: the periodic interrupt comes on IRQ 8 until register C is read.
#include "rtc.h"

static void leave_c(unsigned vector) {
  (void)vector;
  end_rtc();
}

PROGRAM(rtc_periodic) {
  devices_begin();
  pic_unmask(0x100);
  on_irq = read_c;
  rtc_write(0x0A, 0x26);
  rtc_write(0x0B, 0x42);
  print("five: %u\n", (u32)wait_irq(0x28, 5));
  print("C %b\n", c & 0xC0);
  on_irq = leave_c;
  forget_irqs();
  wait_irq(0x28, 1);
  for (unsigned i = 0; i < 20000; ++i) inb(0x80);
  window();
  print("C not read: no other: %u\n", irqs[0x28]);
  rtc_write(0x0B, 0x02);
  print("C %b", (u32)rtc(0x0C) & 0xC0);
  print(" then %b\n", (u32)rtc(0x0C) & 0x80);
}
