// SPDX-License-Identifier: CC0-1.0
// Local APIC: an NMI to itself comes with interrupts off.
#include "devices.h"


PROGRAM(lapic_nmi) {
  devices_begin();
  lapic_write(0x310, 0);
  lapic_write(0x300, 0x04400);
  for (unsigned i = 0; i < 100; ++i) inb(0x80);
  print("NMI %u\n", irqs[2]);
  lapic_write(0x300, 0x04400);
  for (unsigned i = 0; i < 100; ++i) inb(0x80);
  print("NMI %u\n", irqs[2]);
  print_vectors("IRR", 0x200);
}
