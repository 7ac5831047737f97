// SPDX-License-Identifier: CC0-1.0
// 8254: a BCD count of 0 is 10000, and no digit is above 9.
// manual: 8254 data sheet, "Counter": four BCD digits
//   qemu:   decimal: 0
//   manual: decimal: 1
#include "devices.h"

PROGRAM(pit_bcd) {
  devices_begin();
  outb(0x61, 1);
  outb(0x43, 0xB5);
  outb(0x42, 0);
  outb(0x42, 0);
  bool decimal = true;
  for (unsigned i = 0; i < 500; ++i) {
    outb(0x43, 0x80);
    const u32 low = inb(0x42), count = low | (u32)inb(0x42) << 8;
    for (unsigned digit = 0; digit < 16; digit += 4) decimal = decimal && (count >> digit & 15) < 10;
  }
  print("decimal: %u\n", (u32)decimal);
  outb(0x61, 0);
}
