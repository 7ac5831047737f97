// SPDX-License-Identifier: CC0-1.0
// 8259A, OCW1: each mask register is what was written; ICW1 clears it.
#include "devices.h"

PROGRAM(pic_masks) {
  devices_begin();
  for (unsigned i = 0; i < 256; i += 17) {
    outb(0x21, (u8)i);
    outb(0xA1, (u8)~i);
    print("%b %b\n", (u32)inb(0x21), (u32)inb(0xA1));
  }
  for (unsigned chip = 0; chip < 2; ++chip) {
    const u16 port = chip ? 0xA0 : 0x20;
    outb(port, 0x11);
    outb(port + 1, (u8)(0x20 + 8 * chip));
    outb(port + 1, chip ? 2 : 4);
    outb(port + 1, 1);
    print("after ICW4: %b\n", (u32)inb(port + 1));
    outb(port + 1, 0xFF);
  }
}
