// SPDX-License-Identifier: CC0-1.0
// Page tables that the program changes without a word to the TLB: the CPU may go on
// with what it knew (SDM 3A, 4.10.2.3), and INVLPG, CR3 or a task of its own ends it.
// Each line says whether the old page was seen, and after a flush the new one must be.
#include "guest.h"

static const u8 kCode[2][8] = {{0xB8, 1, 0, 0, 0, 0xC3}, {0xB8, 2, 0, 0, 0, 0xC3}};
ROUTINE(call_there, "movl $0x40000000, %ecx\n call *%ecx\n ret");
ROUTINE(read_there, "movl 0x40000010, %eax\n ret");

static void both(const char *what) {
  print("%s\n", what);
  attempt("  code", call_there);
  attempt("  data", read_there);
}

PROGRAM(tlb_not_flushed) {
  for (unsigned i = 0; i < 2; ++i) {
    memcpy(page_pool[i], kCode[i], sizeof kCode[i]);
    *(u32 *)(page_pool[i] + 0x10) = 0x11111111 * (i + 1);
  }
  paging_on(0);
  map(VIRTUAL, (u32)page_pool[0], P | W | U);
  both("the first page");
  map(VIRTUAL, (u32)page_pool[1], P | W | U);
  invlpg(VIRTUAL);
  both("the second, after INVLPG");
  map(VIRTUAL, (u32)page_pool[0], P | W | U);
  write_cr3(read_cr3());
  both("the first, after MOV CR3");
  map(VIRTUAL, 0, 0);
  write_cr0(read_cr0() & 0x7FFFFFFF);
  write_cr0(read_cr0() | 0x80000000);
  both("none, after CR0.PG");
  map(VIRTUAL, (u32)page_pool[1], P | W | U);
  both("the second; what is missing is not remembered");
  page_directory[VIRTUAL >> 22] = 0;
  write_cr3(read_cr3());
  both("no table");
}
