// SPDX-License-Identifier: CC0-1.0
// Local APIC timer, periodic: again and again, until the count is 0.
#include "devices.h"

PROGRAM(lapic_timer_periodic) {
  devices_begin();
  on_irq = end_lapic;
  lapic_write(0x320, 0x20051);
  lapic_write(0x380, 200000);
  print("five: %u\n", (u32)wait_irq(0x51, 5));
  print("counting: %u\n", (u32)(lapic(0x390) <= 200000));
  lapic_write(0x380, 0);
  window();
  forget_irqs();
  for (unsigned i = 0; i < 2000; ++i) inb(0x80);
  window();
  print("stopped: %u, count %u\n", irqs[0x51], lapic(0x390));
  lapic_write(0x320, 0x10000);
  for (u32 value = 0; value < 16; ++value) {
    lapic_write(0x3E0, value);
    print(" %x", lapic(0x3E0));
  }
  print("\n");
}
