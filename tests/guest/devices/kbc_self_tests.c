// SPDX-License-Identifier: CC0-1.0
// 8042: AA answers 55, AB 00; the status tells data from commands.
#include "devices.h"

PROGRAM(kbc_self_tests) {
  devices_begin();
  kbc_command(0xAA);
  kbc_print("AA");
  kbc_command(0xAB);
  kbc_print("AB");
  kbc_command(0x60);
  kbc_data(0x64);
  kbc_command(0x20);
  kbc_print("20");
  print("status: %b\n", (u32)inb(0x64) & 0x0F);
}
