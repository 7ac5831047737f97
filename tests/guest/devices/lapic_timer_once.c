// SPDX-License-Identifier: CC0-1.0
// Local APIC timer, one-shot: one interrupt, and the count stays 0.
#include "devices.h"

PROGRAM(lapic_timer_once) {
  devices_begin();
  on_irq = end_lapic;
  lapic_write(0x320, 0x50);
  lapic_write(0x380, 50000000);
  print("counting: %u\n", (u32)(lapic(0x390) > 0 && lapic(0x390) <= 50000000));
  print("came: %u\n", (u32)wait_irq(0x50, 1));
  print("count %u initial %u\n", lapic(0x390), lapic(0x380));
  for (unsigned i = 0; i < 2000; ++i) inb(0x80);
  window();
  print("once: %u\n", irqs[0x50]);
  lapic_write(0x320, 0x10050);
  lapic_write(0x380, 1000);
  for (unsigned i = 0; i < 2000; ++i) inb(0x80);
  window();
  print("masked: %u\n", irqs[0x50]);
}
