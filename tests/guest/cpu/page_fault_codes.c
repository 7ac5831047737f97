// SPDX-License-Identifier: CC0-1.0
// #PF: error code and CR2 for every kind of access (SDM 3A, 4.7).
#include "guest.h"

ROUTINE(reads, "movl 0x40000123, %eax\n ret");
ROUTINE(writes, "movl %eax, 0x40000123\n ret");
ROUTINE(modifies, "incl 0x40000123\n ret");
ROUTINE(exchanges, "xchgl %eax, 0x40000123\n ret");
ROUTINE(executes, "movl $0x40000040, %eax\n jmp *%eax");
ROUTINE(crosses, "movl 0x40000ffe, %eax\n ret");
ROUTINE(crosses_writing, "movl %eax, 0x40000ffd\n ret");

static void all(unsigned ring) {
  attempt_in(ring, "  reads", reads);
  attempt_in(ring, "  writes", writes);
  attempt_in(ring, "  modifies", modifies);
  attempt_in(ring, "  exchanges", exchanges);
  attempt_in(ring, "  executes", executes);
  print("  entry %x\n", page_table[0] & 0xFFF);
}

static void under(const char *what, u32 bits) {
  print("%s\n", what);
  memset(page_pool[0], 0xC3, 4096);  // RET
  for (unsigned ring = 0; ring < 4; ring += 3) {
    print(" ring %u\n", ring);
    map(VIRTUAL, (u32)page_pool[0], bits);
    invlpg(VIRTUAL);
    all(ring);
  }
}

PROGRAM(page_fault_codes) {
  paging_on(0);
  for (u32 wp = 0; wp < 2; ++wp) {
    write_cr0((read_cr0() & ~0x10000u) | (wp << 16));
    print("WP %u\n", wp);
    under("not present", 0);
    under("not present, but all bits", W | U);
    under("read-only, supervisor", P);
    under("writable, supervisor", P | W);
    under("read-only, user", P | U);
    under("writable, user", P | W | U);
  }
  page_table[0] = (u32)page_pool[0] | P | W | U;
  page_table[1] = 0;
  invlpg(VIRTUAL);
  invlpg(VIRTUAL + 4096);
  attempt_in(3, "read across into a missing page", crosses);
  attempt_in(3, "write across into a missing page", crosses_writing);
  dump("before the end", page_pool[0] + 4092, 4);
  page_directory[VIRTUAL >> 22] = 0;
  write_cr3(read_cr3());
  attempt_in(3, "no table: read", reads);
  attempt_in(0, "no table: write", writes);
}
