// SPDX-License-Identifier: CC0-1.0
// Page tables that map themselves, changed through their own mapping.
#include "guest.h"

static u32 *const kTables = (u32 *)0xFFC00000;

PROGRAM(paging_page_tables_mapped) {
  paging_on(0x10000);
  page_directory[1023] = (u32)page_directory | P | W;
  write_cr3(read_cr3());
  kTables[VIRTUAL >> 12] = (u32)page_pool[0] | P | W;
  *(volatile u32 *)VIRTUAL = 0x1234;
  print("%x %h\n", *(u32 *)page_pool[0], kTables[VIRTUAL >> 12] & 0xFFF);
  kTables[VIRTUAL >> 12] = (u32)page_pool[1] | P | W;
  invlpg(VIRTUAL);
  *(volatile u32 *)VIRTUAL = 0x5678;
  print("%x %x %h\n", *(u32 *)page_pool[0], *(u32 *)page_pool[1], kTables[VIRTUAL >> 12] & 0xFFF);
  print("directory by itself %u, its entry %h\n", kTables[0xFFFFF] == page_directory[1023], page_directory[1023] & 0xFFF);
}
