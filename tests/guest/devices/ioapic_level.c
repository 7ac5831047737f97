// SPDX-License-Identifier: CC0-1.0
// I/O APIC: a level asks again after its EOI; remote IRR is set in between.
#include "devices.h"

static u32 within;

static void look(unsigned vector) {
  within = ioapic(0x18) >> 14 & 1;
  if (irqs[vector] == 3) line_low(4);
  lapic_write(0xB0, 0);
}

PROGRAM(ioapic_level) {
  devices_begin();
  on_irq = look;
  ioapic_route(4, 0x08042, 0);
  line_high(4);
  for (unsigned i = 0; i < 6; ++i) window();
  print_order("until the third lowers the line");
  print("remote IRR within %u, after %u\n", within, ioapic(0x18) >> 14 & 1);
  print_vectors("TMR", 0x180);
  ioapic_route(4, 0x10000, 0);
}
