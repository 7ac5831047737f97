// SPDX-License-Identifier: CC0-1.0
// 8254: OUT of counter 2 in each mode, at the beginning and, gated, for ever.
// manual: 8254 data sheet, mode definitions: OUT is initially high in modes 1 to 5, low in mode 0
//   qemu:   mode 0: OUT 1, loaded 0
//   manual: mode 0: OUT 0, loaded 0
//   qemu:   mode 1: OUT 0, loaded 0
//   manual: mode 1: OUT 1, loaded 1
//   qemu:   mode 2: OUT 0, loaded 0
//   manual: mode 2: OUT 1, loaded 1
//   qemu:   mode 4: OUT 0, loaded 0
//   manual: mode 4: OUT 1, loaded 1
//   qemu:   mode 5: OUT 0, loaded 0
//   manual: mode 5: OUT 1, loaded 1
#include "devices.h"

PROGRAM(pit_out) {
  devices_begin();
  for (unsigned mode = 0; mode < 6; ++mode) {
    outb(0x61, 0);
    outb(0x43, (u8)(0xB0 | mode << 1));
    const u32 before = inb(0x61) >> 5 & 1;
    outb(0x42, 0xFF);
    outb(0x42, 0xFF);
    print("mode %u: OUT %u, loaded %u\n", mode, before, (u32)inb(0x61) >> 5 & 1);
  }
}
