// SPDX-License-Identifier: CC0-1.0
// 8254: a low gate holds the count of mode 0; a rising one starts mode 1.
// manual: 8254 data sheet, table "Gate pin operations": low disables counting in mode 0; mode 1 goes low one pulse after the trigger
//   qemu:   held: 0
//   manual: held: 1
//   qemu:   mode 1 before its gate: OUT 0
//   manual: mode 1 before its gate: OUT 1
//   qemu:   triggered: OUT 1
//   manual: triggered: OUT 0
//   qemu:   over: OUT 0
//   manual: over: OUT 1
#include "devices.h"

PROGRAM(pit_gate) {
  devices_begin();
  outb(0x61, 0);
  outb(0x43, 0xB0);
  outb(0x42, 0x34);
  outb(0x42, 0x12);
  u32 counts[2];
  for (unsigned i = 0; i < 2; ++i) {
    for (unsigned wait = 0; wait < 500; ++wait) inb(0x80);
    outb(0x43, 0x80);
    const u32 low = inb(0x42);
    counts[i] = low | (u32)inb(0x42) << 8;
  }
  print("held: %u\n", (u32)(counts[0] == counts[1] && counts[0] == 0x1234));
  outb(0x43, 0xB2);
  outb(0x42, 0xFF);
  outb(0x42, 0xFF);
  print("mode 1 before its gate: OUT %u\n", (u32)inb(0x61) >> 5 & 1);
  outb(0x61, 1);
  for (unsigned wait = 0; wait < 500; ++wait) inb(0x80);
  print("triggered: OUT %u\n", (u32)inb(0x61) >> 5 & 1);
  sleep_ms(60);
  print("over: OUT %u\n", (u32)inb(0x61) >> 5 & 1);
  outb(0x61, 0);
}
