// SPDX-License-Identifier: CC0-1.0
// ACPI: RSDP, RSDT, MADT and FADT, by the parts that do not depend on who made them.
#include "devices.h"

static bool same(const u8 *at, const char *text, unsigned count) {
  for (unsigned i = 0; i < count; ++i)
    if (at[i] != (u8)text[i]) return false;
  return true;
}

static u32 word(const u8 *at) {
  u32 value;
  memcpy(&value, at, 4);
  return value;
}

static u32 sum(const u8 *at, u32 count) {
  u8 total = 0;
  while (count-- > 0) total = (u8)(total + *at++);
  return total;
}

static void print_madt(const u8 *madt) {
  print("MADT sum %b, local APIC %x flags %x\n", sum(madt, word(madt + 4)), word(madt + 36), word(madt + 40));
  for (u32 at = 44; at < word(madt + 4); at += madt[at + 1]) {
    const u8 *entry = madt + at;
    if (entry[0] == 0) print("core %u ID %u flags %x\n", (u32)entry[2], (u32)entry[3], word(entry + 4));
    if (entry[0] == 1) print("I/O APIC %x from input %u\n", word(entry + 4), word(entry + 8));
    if (entry[0] == 2 && (entry[3] == 0 || entry[3] == 9))
      print("IRQ %u is input %u flags %b\n", (u32)entry[3], word(entry + 4), (u32)entry[8]);
    if (entry[0] == 4) print("NMI of %b at LINT%u\n", (u32)entry[2], (u32)entry[5]);
  }
}

static void print_fadt(const u8 *fadt) {
  print("FADT sum %b, SCI %u, PM1 control %x timer %x century %b\n", sum(fadt, word(fadt + 4)), (u32)fadt[46],
        word(fadt + 64), word(fadt + 76), (u32)fadt[108]);
  const u8 *dsdt = (const u8 *)word(fadt + 40);
  print("DSDT sum %b\n", sum(dsdt, word(dsdt + 4)));
}

PROGRAM(acpi_tables) {
  devices_begin();
  const u8 *root = NULL;
  for (u32 at = 0xE0000; at < 0x100000 && !root; at += 16)
    if (same((const u8 *)at, "RSD PTR ", 8)) root = (const u8 *)at;
  print("RSDP sum %b revision %u\n", sum(root, 20), (u32)root[15]);
  const u8 *rsdt = (const u8 *)word(root + 16);
  print("RSDT sum %b\n", sum(rsdt, word(rsdt + 4)));
  for (u32 at = 36; at < word(rsdt + 4); at += 4) {
    const u8 *table = (const u8 *)word(rsdt + at);
    if (same(table, "APIC", 4)) print_madt(table);
    if (same(table, "FACP", 4)) print_fadt(table);
  }
}
