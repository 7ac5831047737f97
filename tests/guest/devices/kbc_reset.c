// SPDX-License-Identifier: CC0-1.0
// 8042: command FE resets the machine.
#include "devices.h"

PROGRAM_ALONE(kbc_reset) {
  devices_begin();
  print("before\n");
  kbc_command(0xFE);
  for (u32 i = 0; i < 100000; ++i) inb(0x80);
  print("after\n");
}
