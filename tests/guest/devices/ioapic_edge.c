// SPDX-License-Identifier: CC0-1.0
// I/O APIC: an edge is one message; one on a masked entry is lost.
#include "devices.h"

PROGRAM(ioapic_edge) {
  devices_begin();
  on_irq = end_lapic;
  ioapic_route(4, 0x41, 0);
  line_high(4);
  window();
  window();
  print_order("an edge");
  line_low(4);
  ioapic_route(4, 0x10041, 0);
  line_high(4);
  ioapic_route(4, 0x00041, 0);
  window();
  print_order("masked");
  line_low(4);
  line_high(4);
  window();
  print_order("the next");
  print("entry %x\n", ioapic(0x18));
  line_low(4);
}
