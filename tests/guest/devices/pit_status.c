// SPDX-License-Identifier: CC0-1.0
// 8254, read-back: the status byte has OUT, null count, access, mode and BCD.
// manual: 8254 data sheet, "Read-back command": a control word sets null count until a count is loaded
//   qemu:   control b0: mode 30 null 0
//   manual: control b0: mode 30 null 1
//   qemu:   control b2: mode 32 null 0
//   manual: control b2: mode 32 null 1
//   qemu:   control b4: mode 34 null 0
//   manual: control b4: mode 34 null 1
//   qemu:   control b6: mode 36 null 0
//   manual: control b6: mode 36 null 1
//   qemu:   control b8: mode 38 null 0
//   manual: control b8: mode 38 null 1
//   qemu:   control ba: mode 3a null 0
//   manual: control ba: mode 3a null 1
//   qemu:   control bc: mode 3c null 0
//   manual: control bc: mode 3c null 1
//   qemu:   control be: mode 3e null 0
//   manual: control be: mode 3e null 1
//   qemu:   control 90: mode 10 null 0
//   manual: control 90: mode 10 null 1
//   qemu:   control a0: mode 20 null 0
//   manual: control a0: mode 20 null 1
//   qemu:   control b1: mode 31 null 0
//   manual: control b1: mode 31 null 1
//   qemu:   control b7: mode 37 null 0
//   manual: control b7: mode 37 null 1
#include "devices.h"

PROGRAM(pit_status) {
  devices_begin();
  static const u8 kControls[] = {0xB0, 0xB2, 0xB4, 0xB6, 0xB8, 0xBA, 0xBC, 0xBE, 0x90, 0xA0, 0xB1, 0xB7};
  outb(0x61, 1);
  for (unsigned i = 0; i < sizeof kControls; ++i) {
    outb(0x43, kControls[i]);
    outb(0x43, 0xE8);
    const u32 status = inb(0x42);
    print("control %b: mode %b null %u\n", (u32)kControls[i], status & 0x3F, status >> 6 & 1);
  }
  outb(0x61, 0);
}
