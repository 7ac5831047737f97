// SPDX-License-Identifier: CC0-1.0
// LTR, LLDT, STR, SLDT: what they refuse, and LTR's busy bit (SDM 2A, 2B).
#include "guest.h"

ROUTINE(ltr, "ltr %ax\n str %ebx\n ret");
ROUTINE(lldt, "lldt %ax\n sldt %ebx\n ret");
ROUTINE(str_register, "str %ebx\n strw %cx\n sldt %edx\n ret");

static void both(const char *what, u32 selector) {
  const struct attempt how = {.eax = selector ? selector : 0x10000};
  print("%s %h\n", what, selector);
  attempt_as(&how, "  LTR", ltr);
  attempt_as(&how, "  LLDT", lldt);
  print("  access %b\n", selector < 0x200 ? access_of((u16)selector) : 0u);
}

PROGRAM(ltr_lldt) {
  gdt[LDT >> 3] = segment(0x20000, 0x1F, 0x82, 0);
  gdt[TSS_OTHER >> 3] = segment(0x20000, 0x67, 0x89, 0);
  gdt[FREE >> 3] = segment(0x20000, 0x67, 0x09, 0);
  gdt[(FREE + 8) >> 3] = segment(0x20000, 0x1F, 0x02, 0);
  gdt[(FREE + 16) >> 3] = segment(0x20000, 0x2B, 0x81, 0);
  both("null", 0);
  both("null, RPL 3", 3);
  both("an LDT", LDT);
  both("a TSS", TSS_OTHER);
  both("the same again", TSS_OTHER);
  both("a TSS of 16 bits", FREE + 16);
  both("a TSS not present", FREE);
  both("an LDT not present", FREE + 8);
  both("code", CODE0);
  both("beyond", 0x200);
  both("in the LDT", 4);
  gdt[TSS_MAIN >> 3] = segment((u32)&tss_main, 0x67, 0x89, 0);
  load_tr(TSS_MAIN);
  load_ldt(LDT);
  attempt("STR, SLDT", str_register);
  attempt_in(3, "STR, SLDT in ring 3", str_register);
  attempt_in(3, "LTR in ring 3", ltr);
  attempt_in(3, "LLDT in ring 3", lldt);
}
