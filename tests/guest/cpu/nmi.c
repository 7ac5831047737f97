// SPDX-License-Identifier: CC0-1.0
// NMI by the local APIC's own command register: taken with IF clear, through
// vector 2, held back until IRET while one is served (SDM 3A, 6.7.1).
#include "guest.h"

static void nmi(void) {
  *(volatile u32 *)0xFEE00310 = *(volatile u32 *)0xFEE00020 & 0xFF000000u;
  *(volatile u32 *)0xFEE00300 = 0x4400;
}
ROUTINE(raises, "movl 0xFEE00020, %eax\n andl $0xFF000000, %eax\n movl %eax, 0xFEE00310\n movl $0x4400, 0xFEE00300\n nop\n nop\n nop\n xorl %eax, %eax\n ret");

static unsigned depth, most, count;
static bool served(struct frame *frame) {
  if (frame->vector != 2) return false;
  ++count;
  if (++depth > most) most = depth;
  print("[NMI %u IF %u] ", count, (frame->eflags >> 9) & 1);
  if (count == 2) nmi();  // pending until this one's IRET
  for (volatile unsigned i = 0; i < 100; ++i) {}
  --depth;
  return true;
}

PROGRAM(nmi) {
  on_trap = served;
  attempt("one", raises);
  attempt("one in its handler", raises);
  print("%u, at most %u deep\n", count, most);
}
