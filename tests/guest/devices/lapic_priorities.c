// SPDX-License-Identifier: CC0-1.0
// Local APIC: by classes of 16; an equal class waits, a higher one comes in.
#include "devices.h"

PROGRAM(lapic_priorities) {
  devices_begin();
  static const u8 kVectors[] = {0x45, 0x61, 0x48, 0x31, 0x6F, 0xF0};
  on_irq = end_lapic;
  for (unsigned i = 0; i < sizeof kVectors; ++i) lapic_write(0x300, 0x40000u | kVectors[i]);
  for (unsigned i = 0; i < sizeof kVectors; ++i) window();
  print_order("the highest first");
  on_irq = NULL;
  lapic_write(0x300, 0x40052);
  window();
  lapic_write(0x300, 0x40058);
  window();
  lapic_write(0x300, 0x40060);
  window();
  print_order("52, then 60 but not 58");
  print_vectors("ISR", 0x100);
  print_vectors("IRR", 0x200);
  lapic_write(0xB0, 0);
  window();
  print_order("60 ended");
  lapic_write(0xB0, 0);
  window();
  print_order("52 ended");
  lapic_write(0xB0, 0);
}
