// SPDX-License-Identifier: CC0-1.0
// Gates that cannot be used: which exception, which error code (SDM 3A, 6.13).
#include "guest.h"

ROUTINE(int40, "int $0x40\n ret");
ROUTINE(divide, "xorl %ecx, %ecx\n divl %ecx\n ret");

static void both(const char *what, u64 entry) {
  print("%s\n", what);
  idt[0x40] = entry;
  attempt("  INT", int40);
  idt[0] = entry;
  attempt("  #DE", divide);
  attempt_in(3, "  #DE in ring 3", divide);
}

PROGRAM(bad_gates) {
  const u32 handler = stub_addresses[0x40];
  const u16 free = FREE;
  both("not present", gate(CODE0, handler, 0xE, 0) & ~(1ull << 47));
  both("type 0", gate(CODE0, handler, 0, 0));
  both("type 4, call gate", gate(CODE0, handler, 4, 0));
  both("type C, call gate", gate(CODE0, handler, 0xC, 0));
  both("type 2, LDT", gate(CODE0, handler, 2, 0));
  both("type 9, TSS", gate(CODE0, handler, 9, 0));
  both("a code segment", segment(0, 0xFFFFF, 0x9A, 0xC));
  both("selector null", gate(0, handler, 0xE, 0));
  both("selector null, RPL 3", gate(3, handler, 0xE, 0));
  both("selector beyond the GDT", gate(0x208, handler, 0xE, 0));
  both("selector in an LDT that is not there", gate(0x0C, handler, 0xE, 0));
  both("selector of data", gate(DATA0, handler, 0xE, 0));
  both("selector of a TSS", gate(TSS_MAIN, handler, 0xE, 0));
  both("selector with RPL 3", gate(CODE0 | 3, handler, 0xE, 0));
  gdt[free >> 3] = segment(0, 0xFFFFF, 0x1A, 0xC);
  both("code not present", gate(free, handler, 0xE, 0));
  gdt[free >> 3] = segment(0, 0xFFFFF, 0xFA, 0xC);
  idt[0x40] = gate(free | 3, handler, 0xE, 3);
  attempt("to ring 3 from ring 0", int40);
  idt[0] = gate(free | 3, handler, 0xE, 3);
  attempt("#DE to ring 3 from ring 0", divide);
  load_idt((u32)idt, 0x40 * 8 + 6);
  attempt("one byte short of gate 40h", int40);
  load_idt((u32)idt, 0x40 * 8 + 7);
  idt[0x40] = gate(CODE0, handler, 0xE, 0);
  attempt("just long enough", int40);
}
