// SPDX-License-Identifier: CC0-1.0
// I/O APIC: an entry with delivery mode NMI interrupts a core that is deaf.
#include "devices.h"

PROGRAM(ioapic_nmi) {
  devices_begin();
  ioapic_route(4, 0x00400, 0);
  line_high(4);
  for (unsigned i = 0; i < 100; ++i) inb(0x80);
  print("NMI %u\n", irqs[2]);
  line_low(4);
  ioapic_route(4, 0x10000, 0);
}
