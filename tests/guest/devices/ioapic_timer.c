// SPDX-License-Identifier: CC0-1.0
// I/O APIC: the PIT is on input 2.
#include "devices.h"

PROGRAM(ioapic_timer) {
  devices_begin();
  on_irq = end_lapic;
  ioapic_route(2, 0x44, 0);
  outb(0x43, 0x34);
  outb(0x40, 0x00);
  outb(0x40, 0x20);
  print("four: %u\n", (u32)wait_irq(0x44, 4));
  outb(0x43, 0x30);
  ioapic_route(2, 0x10000, 0);
}
