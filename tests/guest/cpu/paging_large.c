// SPDX-License-Identifier: CC0-1.0
// Pages of 4 MB with CR4.PSE: rights, accessed and dirty bits; without PSE the
// bit means nothing (SDM 3A, 4.3).
#include "guest.h"

ROUTINE(reads, "movl 0x40012344, %eax\n ret");
ROUTINE(writes, "movl %eax, 0x40012344\n ret");

static void entry(u32 bits) {
  page_directory[VIRTUAL >> 22] = bits;
  write_cr3(read_cr3());
}

PROGRAM(paging_large) {
  *(u32 *)0x412344 = 0x11223344;
  paging_on(0x10000);
  write_cr4(0x10);
  entry(0x400000 | PS | P | W | U);
  attempt_in(3, "read", reads);
  print("entry %x\n", page_directory[VIRTUAL >> 22]);
  attempt_in(3, "write", writes);
  print("entry %x, memory %x\n", page_directory[VIRTUAL >> 22], *(u32 *)0x412344);
  entry(0x400000 | PS | P | U);
  attempt_in(3, "write, read-only", writes);
  attempt_in(0, "write, read-only, ring 0", writes);
  entry(0x400000 | PS | P | W);
  attempt_in(3, "read, supervisor's", reads);
  attempt_in(0, "read, supervisor's, ring 0", reads);
  print("entry %x\n", page_directory[VIRTUAL >> 22]);
  entry(0x400000 | PS | W | U);
  attempt_in(3, "not present", reads);
  // Without PSE the same entry names a page table at 4 MB.
  memset((void *)0x400000, 0, 4096);
  *(u32 *)(0x400000 + 0x12 * 4) = (u32)page_pool[0] | P | W | U;
  *(u32 *)(page_pool[0] + 0x344) = 0x55667788;
  write_cr4(0);
  entry(0x400000 | PS | P | W | U);
  attempt_in(3, "without PSE", reads);
  print("entry %x\n", page_directory[VIRTUAL >> 22]);
}
