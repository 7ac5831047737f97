// SPDX-License-Identifier: CC0-1.0
// The stack that the TSS holds for an inner ring is checked: #TS with its
// selector, #SS if it is not present (SDM 3A, 6.12.1, 6.15: interrupts 10 and 12).
// manual: SDM 3A, 6.15, interrupt 12: not present is #SS. QEMU gives #TS.
//   qemu:     INT, not present: #TS(0070) at +0 cs 003b flags 00000002 frame ring0-20 from 0043:own-4
//   manual:   INT, not present: #SS(0070) at +0 cs 003b flags 00000002 frame ring0-20 from 0043:own-4
#include "guest.h"

ROUTINE(divide, "xorl %ecx, %ecx\n divl %ecx\n ret");
ROUTINE(int1, "int $0x41\n ret");

// The handlers of #TS, #SS, #GP and #DF must not need the bad stack: ring 1's is
// spoilt, and they run in ring 0.
static void bad_stack(const char *what, u32 selector) {
  tss_main.ss1 = selector;
  print("%s\n", what);
  print("  INT, ");
  attempt_in(3, what, int1);
  idt[0] = gate(CODE(1), 0, 0xE, 0);
  attempt_in(3, "  #DE", divide);
}

PROGRAM(invalid_tss_stack) {
  idt[0x41] = gate(CODE(1), (u32)stub_addresses[0x41], 0xE, 3);
  const u16 free = FREE;
  bad_stack("null", 0);
  bad_stack("null, RPL 1", 1);
  bad_stack("beyond the GDT", 0x209);
  bad_stack("RPL 0", DATA(1) & ~3u);
  bad_stack("RPL 2", (DATA(1) & ~3u) | 2);
  bad_stack("DPL 0", DATA(0) | 1);
  bad_stack("DPL 3", (DATA(3) & ~3u) | 1);
  bad_stack("code", CODE(1));
  gdt[free >> 3] = segment(0, 0xFFFFF, 0xB0, 0xC);
  bad_stack("read-only", free | 1);
  gdt[free >> 3] = segment(0, 0xFFFFF, 0x32, 0xC);
  bad_stack("not present", free | 1);
  gdt[free >> 3] = segment((u32)&tss_main, 0x67, 0xA9, 0);
  bad_stack("a system segment", free | 1);
  tss_main.ss1 = DATA(1);
  attempt_in(3, "good again", int1);
}
