// SPDX-License-Identifier: CC0-1.0
// fw_cfg: signature, revision, number of cores, RAM, and the directory has the memory map.
#include "devices.h"

static void select(u16 item) { __asm__ volatile("outw %0, %1" : : "a"(item), "Nd"((u16)0x510)); }

static u32 number(unsigned bytes) {
  u32 value = 0;
  for (unsigned i = 0; i < bytes; ++i) value |= (u32)inb(0x511) << (8 * i);
  return value;
}

PROGRAM(fw_cfg) {
  devices_begin();
  select(0);
  for (unsigned i = 0; i < 4; ++i) print("%c", (int)inb(0x511));
  print(", then %b\n", (u32)inb(0x511));
  select(5);
  const u32 cores = number(2);
  select(15);
  print("cores %u of %u\n", cores, number(2));
  select(3);
  const u32 low = number(4);
  print("RAM %x%x\n", number(4), low);
  select(0x19);
  u32 files = 0;
  for (unsigned i = 0; i < 4; ++i) files = files << 8 | inb(0x511);
  bool found = false;
  for (u32 i = 0; i < files; ++i) {
    char name[56];
    for (unsigned skip = 0; skip < 8; ++skip) inb(0x511);
    for (unsigned j = 0; j < sizeof name; ++j) name[j] = (char)inb(0x511);
    found = found || (name[4] == 'e' && name[5] == '8' && name[6] == '2' && name[7] == '0' && name[8] == 0);
  }
  print("etc/e820: %u\n", (u32)found);
  select(0x7777);
  print("no such item: %b\n", (u32)inb(0x511));
}
