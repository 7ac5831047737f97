// SPDX-License-Identifier: CC0-1.0
// MOV and POP to segment registers: null, outside the table, type, privilege,
// not present (SDM 2B, MOV). The accessed bit is set in the descriptor.
#include "guest.h"

enum { RO = FREE, NOT_PRESENT = FREE + 8, EXEC_ONLY = FREE + 16, READABLE = FREE + 24, CONFORMING = FREE + 32,
       RING1 = FREE + 40, UNTOUCHED = FREE + 48, EXPAND_DOWN = FREE + 56 };

ROUTINE(to_ds, "movw %ax, %ds\n ret");
ROUTINE(to_es, "movw %ax, %es\n ret");
ROUTINE(to_gs, "movw %ax, %gs\n ret");
ROUTINE(to_ss, "movw %ss, %bx\n movw %ax, %ss\n movw %bx, %ss\n ret");
ROUTINE(to_cs, ".byte 0x8E, 0xC8\n ret");
ROUTINE(pop_es, "pushl %eax\n popl %es\n ret");
ROUTINE(lfs_memory, "movl %eax, pointer + 4\n lfsl pointer, %ebx\n ret\n .lcomm pointer, 8");
ROUTINE(use_null, "xorl %eax, %eax\n movw %ax, %es\n movl %es:0x100000, %ebx\n ret");

static void load_in(unsigned ring, const char *what, u32 selector) {
  print("%s %h in ring %u\n", what, selector, ring);
  const struct attempt how = {.ring = ring, .eax = selector ? selector : 0x10000};
  attempt_as(&how, "  DS", to_ds);
  attempt_as(&how, "  ES", to_es);
  attempt_as(&how, "  GS", to_gs);
  attempt_as(&how, "  SS", to_ss);
  attempt_as(&how, "  POP ES", pop_es);
  attempt_as(&how, "  LFS", lfs_memory);
}

static void load(const char *what, u32 selector) {
  load_in(0, what, selector);
  load_in(3, what, selector | 3);
}

PROGRAM(segment_loads) {
  gdt[RO >> 3] = segment(0, 0xFFFFF, 0xF0, 0xC);
  gdt[NOT_PRESENT >> 3] = segment(0, 0xFFFFF, 0x72, 0xC);
  gdt[EXEC_ONLY >> 3] = segment(0, 0xFFFFF, 0xF8, 0xC);
  gdt[READABLE >> 3] = segment(0, 0xFFFFF, 0xFA, 0xC);
  gdt[CONFORMING >> 3] = segment(0, 0xFFFFF, 0x9E, 0xC);
  gdt[RING1 >> 3] = segment(0, 0xFFFFF, 0xB2, 0xC);
  gdt[UNTOUCHED >> 3] = segment(0, 0xFFFFF, 0xF2, 0xC);
  gdt[EXPAND_DOWN >> 3] = segment(0, 0x1000, 0xF6, 0xC);
  load("null", 0);
  load("beyond the GDT", 0x200);
  load("in an LDT that is not there", 0x0C);
  load("read-only data", RO);
  load("not present", NOT_PRESENT);
  load("execute-only code", EXEC_ONLY);
  load("readable code", READABLE);
  load("conforming code of ring 0", CONFORMING);
  load("data of ring 1", RING1);
  load("data of ring 3", UNTOUCHED);
  load("expand-down data", EXPAND_DOWN);
  load("a TSS", TSS_MAIN);
  load("data of ring 0", DATA0);
  attempt("MOV CS", to_cs);
  for (u16 s = RO; s <= EXPAND_DOWN; s += 8) print("access byte of %h: %b\n", (u32)s, (u32)access_of(s));
}
