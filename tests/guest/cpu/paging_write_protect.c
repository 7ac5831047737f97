// SPDX-License-Identifier: CC0-1.0
// CR0.WP switched without anything else: it takes effect at once (SDM 3A, 4.6).
#include "guest.h"

ROUTINE(writes, "movl %eax, 0x40000010\n ret");

PROGRAM(paging_write_protect) {
  paging_on(0);
  map(VIRTUAL, (u32)page_pool[0], P);
  for (unsigned i = 0; i < 2; ++i) {
    attempt("WP 0", writes);
    write_cr0(read_cr0() | 0x10000);
    attempt("WP 1", writes);
    write_cr0(read_cr0() & ~0x10000u);
  }
  print("entry %h\n", page_table[0] & 0xFFF);
  // The directory's rights and the table's are put together.
  map(VIRTUAL, (u32)page_pool[0], P | W | U);
  page_directory[VIRTUAL >> 22] &= ~(u32)W;
  write_cr3(read_cr3());
  attempt_in(3, "directory read-only", writes);
  page_directory[VIRTUAL >> 22] |= W;
  page_directory[VIRTUAL >> 22] &= ~(u32)U;
  write_cr3(read_cr3());
  attempt_in(3, "directory the supervisor's", writes);
  attempt_in(1, "ring 1 is a supervisor", writes);
  attempt_in(2, "ring 2 is one too", writes);
}
