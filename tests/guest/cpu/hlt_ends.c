// SPDX-License-Identifier: CC0-1.0
// HLT that IF = 1 was there for before: ended by an interrupt, which returns behind it.
#include "guest.h"

ROUTINE(halts, "hlt\n xorl %eax, %eax\n ret");

static bool timer(struct frame *frame) {
  if (frame->vector != 0x20) return false;
  print("[IRQ 0, HLT %u] ", *(const u8 *)(frame->eip - 1) == 0xF4);
  outb(0x20, 0x20);
  return true;
}

PROGRAM(hlt_ends) {
  on_trap = timer;
  outb(0x43, 0x30);
  outb(0x40, 0);
  outb(0x40, 0x10);
  outb(0x21, 0xFE);
  const struct attempt how = {.ring = 0, .eflags = 0x202};
  attempt_as(&how, "by an interrupt", halts);
  outb(0x21, 0xFF);
}
