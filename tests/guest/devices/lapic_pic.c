// SPDX-License-Identifier: CC0-1.0
// Local APIC: LINT0 as ExtINT lets the PIC through, masked it does not.
#include "devices.h"

PROGRAM(lapic_pic) {
  devices_begin();
  lapic_write(0x350, 0x10700);
  pic_unmask(0x10);
  line_high(4);
  window();
  print_order("masked");
  line_low(4);
  pic_init(1);
  lapic_write(0x350, 0x00700);
  pic_unmask(0x10);
  line_high(4);
  window();
  print_order("ExtINT");
  print_vectors("ISR", 0x100);
  line_low(4);
}
