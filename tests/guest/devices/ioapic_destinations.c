// SPDX-License-Identifier: CC0-1.0
// I/O APIC: physical and logical destinations, fixed and lowest priority.
#include "devices.h"

PROGRAM(ioapic_destinations) {
  devices_begin();
  on_irq = end_lapic;
  static const u32 kCases[][2] = {{0x00043, 0}, {0x00043, 0x01000000}, {0x00843, 0x01000000},
                                  {0x00943, 0x01000000}, {0x00843, 0x80000000}, {0x00143, 0}};
  for (unsigned i = 0; i < sizeof kCases / sizeof kCases[0]; ++i) {
    ioapic_route(4, kCases[i][0], kCases[i][1]);
    line_high(4);
    window();
    print("%x to %x: %u\n", kCases[i][0], kCases[i][1], irqs[0x43]);
    forget_irqs();
    line_low(4);
  }
  ioapic_route(4, 0x10000, 0);
}
