// SPDX-License-Identifier: CC0-1.0
// HLT with interrupts on ends with the interrupt's handler, which returns behind
// it; several in a row.
#include "guest.h"

static volatile u32 ticks;
static bool irq(struct frame *frame) {
  if (frame->vector != 0x20) return false;
  ++ticks;
  print("[tick %u, at HLT %u] ", ticks, *(const u8 *)(frame->eip - 1) == 0xF4);
  outb(0x20, 0x20);
  return true;
}
ROUTINE(waits, "movl $3, %ecx\n sti\n1: hlt\n loop 1b\n cli\n ret");

PROGRAM(hlt_wakes) {
  on_trap = irq;
  outb(0x43, 0x34);
  outb(0x40, 0);
  outb(0x40, 0x40);
  outb(0x21, 0xFE);
  attempt("three times", waits);
  outb(0x21, 0xFF);
}
