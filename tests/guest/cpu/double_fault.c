// SPDX-License-Identifier: CC0-1.0
// Which pairs of exceptions make #DF (SDM 3A, table 6-5); its error code is 0.
// manual: SDM 3A, 6.13: EXT is set when an exception, not INT n, was delivered. QEMU never sets it.
//   qemu:   #UD whose gate is absent: #NP(0032) at +0 cs 0008 flags 00000002 frame own-16
//   manual: #UD whose gate is absent: #NP(0033) at +0 cs 0008 flags 00000002 frame own-16
#include "guest.h"

ROUTINE(divide, "xorl %ecx, %ecx\n divl %ecx\n ret");
ROUTINE(protection, "movw $0x208, %ax\n movw %ax, %fs\n ret");
ROUTINE(absent, "movw $0x70, %ax\n movw %ax, %fs\n ret");
ROUTINE(stack_absent, "movw $0x70, %ax\n movw %ax, %ss\n ret");
ROUTINE(page, "movl 0x40000010, %eax\n ret");
ROUTINE(page_elsewhere, "movl 0x50000010, %eax\n ret");
ROUTINE(invalid, "ud2\n ret");
ROUTINE(breakpoint, "int3\n ret");
ROUTINE(soft, "int $13\n ret");

static void spoil(unsigned vector, const void *routine, const char *what) {
  const u64 was = idt[vector];
  idt[vector] = gate(CODE0, 0, 0xE, 0) & ~(1ull << 47);
  attempt(what, routine);
  idt[vector] = was;
}

PROGRAM(double_fault) {
  gdt[FREE >> 3] = segment(0, 0xFFFFF, 0x12, 0xC);
  paging_on(0);
  spoil(0, divide, "#DE whose gate is absent");
  spoil(13, protection, "#GP whose gate is absent");
  spoil(11, absent, "#NP whose gate is absent");
  spoil(12, stack_absent, "#SS whose gate is absent");
  spoil(14, page, "#PF whose gate is absent");
  spoil(6, invalid, "#UD whose gate is absent");
  spoil(3, breakpoint, "INT3 whose gate is absent");
  spoil(13, soft, "INT 13 whose gate is absent");
  // The IDT's page of vector 14 is missing: #PF while #PF is delivered.
  // Gates 0 to 13 in the first page, 14 and after in a second that is not there at first.
  memcpy(page_pool[0] + 0x1000 - 14 * 8, idt, 14 * 8);
  map(VIRTUAL, (u32)page_pool[0], P | W);
  map(VIRTUAL + 0x1000, (u32)page_pool[1], 0);
  memcpy(page_pool[1], idt + 14, sizeof idt - 14 * 8);
  load_idt(VIRTUAL + 0x1000 - 14 * 8, 0x7FF);
  attempt("#PF while #PF is delivered", page_elsewhere);
}
