// SPDX-License-Identifier: CC0-1.0
// I/O APIC: version, and the bits of an entry that can be written.
#include "devices.h"

PROGRAM(ioapic_registers) {
  devices_begin();
  print("entries: %u\n", (ioapic(1) >> 16 & 0xFF) + 1);
  for (unsigned input = 0; input < 24; input += 23) {
    ioapic_write(0x11 + 2 * input, 0xFF000000);
    ioapic_write(0x10 + 2 * input, 0x0001B9FF);  // with delivery status, which is not written
    print("%x %x\n", ioapic(0x10 + 2 * input), ioapic(0x11 + 2 * input) & 0xFF000000);
    ioapic_route(input, 0x10000, 0);
    print("%x %x\n", ioapic(0x10 + 2 * input), ioapic(0x11 + 2 * input) & 0xFF000000);
  }
}
