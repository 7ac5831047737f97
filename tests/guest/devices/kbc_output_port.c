// SPDX-License-Identifier: CC0-1.0
// 8042: D1 writes the output port, D0 reads it: A20 and reset lines.
#include "devices.h"

PROGRAM(kbc_output_port) {
  devices_begin();
  kbc_command(0xD0);
  const int open = kbc_read();
  print("the others %b\n", (u32)open & 0xCC);
  print("reset high %u, A20 %u\n", (u32)open & 1, (u32)open >> 1 & 1);
  kbc_command(0xD1);
  kbc_data(0xCF);
  kbc_command(0xD0);
  const int written = kbc_read();
  print("written: bits 6 and 7 %u, 0 to 3 %b\n", (u32)written >> 6 & 3, (u32)written & 0x0F);
  kbc_command(0xDF);
  kbc_command(0xD0);
  print("after DF: A20 %u\n", (u32)kbc_read() >> 1 & 1);
}
