// SPDX-License-Identifier: CC0-1.0
// Port 92, bit 0: the fast reset.
#include "devices.h"

PROGRAM_ALONE(port92_reset) {
  devices_begin();
  print("before %b\n", (u32)inb(0x92) & 3);
  outb(0x92, 3);
  for (u32 i = 0; i < 100000; ++i) inb(0x80);
  print("after\n");
}
