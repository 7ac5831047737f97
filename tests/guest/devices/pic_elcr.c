// SPDX-License-Identifier: CC0-1.0
// ELCR: which lines can be level triggered (82371: 4D0, 4D1).
#include "devices.h"

PROGRAM(pic_elcr) {
  devices_begin();
  for (u32 i = 0; i < 4; ++i) {
    const u8 value = (u8)(i * 0x55);
    outb(0x4D0, value);
    outb(0x4D1, value);
    print("%b: %b %b\n", (u32)value, (u32)inb(0x4D0), (u32)inb(0x4D1));
  }
  outb(0x4D0, 0);
  outb(0x4D1, 0);
}
