// SPDX-License-Identifier: CC0-1.0
// The MP tables: found by signature, checksums that hold, the first
// processor and the I/O APIC (MP specification 1.4, chapter 4). QEMU tells of no others.
#include "devices.h"

static const u8 *find(u32 begin, u32 end) {
  for (u32 at = begin; at < end; at += 16)
    if (*(const u32 *)at == 0x5F504D5F) return (const u8 *)at;
  return NULL;
}
static u32 sum(const u8 *bytes, u32 count) {
  u8 total = 0;
  while (count-- > 0) total = (u8)(total + *bytes++);
  return total;
}

PROGRAM(mp_table) {
  devices_begin();
  const u8 *pointer = find(0x9FC00, 0xA0000);
  if (!pointer) pointer = find(0xF0000, 0x100000);
  if (!pointer) {
    print("none\n");
    return;
  }
  const u8 *table = (const u8 *)*(const u32 *)(pointer + 4);
  print("length %u, revision %u, sum %b; PCMP %u, sum %b, LAPIC %x\n", (u32)pointer[8], (u32)pointer[9], sum(pointer, pointer[8] * 16u),
        (u32)(*(const u32 *)table == 0x504D4350), sum(table, *(const u16 *)(table + 4)), *(const u32 *)(table + 36));
  const u8 *at = table + 44;
  for (u32 left = *(const u16 *)(table + 34); left > 0; --left) {
    if (*at == 0 && at[1] == 0) print("processor: APIC %u flags %b\n", (u32)at[1], (u32)at[3]);
    if (*at == 2) print("I/O APIC: flags %b at %x\n", (u32)at[3], *(const u32 *)(at + 4));
    at += *at == 0 ? 20 : 8;
  }
}
