// SPDX-License-Identifier: CC0-1.0
// 8254: every mode of counter 2 once: what the count does before and after the gate
// rises, and whether OUT ends high (data sheet, mode definitions).
#include "devices.h"

static u32 read_back(u32 *status) {
  outb(0x43, 0xC8);
  *status = inb(0x42);
  const u32 low = inb(0x42);
  return low | (u32)inb(0x42) << 8;
}

PROGRAM(pit_modes) {
  devices_begin();
  for (u32 mode = 0; mode < 6; ++mode) {
    u32 status;
    outb(0x61, 0);
    outb(0x43, (u8)(0xB0 | mode << 1));
    outb(0x42, 0xFF);
    outb(0x42, 0xFF);
    u32 first = read_back(&status), then = read_back(&status);
    print("mode %u, gate low: counts %u, mode in status %u\n", mode, (u32)(mode == 1 || mode == 5 ? 0 : first != then), status >> 1 & 7);
    outb(0x61, 1);
    first = read_back(&status);
    for (u32 i = 0; i < 50; ++i) inb(0x80);
    then = read_back(&status);
    print("  gate high: counts %u, null count %u\n", (u32)(first != then), status >> 6 & 1);
  }
  outb(0x61, 0);
  outb(0x43, 0xB0);
}
