// SPDX-License-Identifier: CC0-1.0
// STI and HLT: the interrupt's handler returns behind HLT, whether it was raised
// before or after (SDM 2B, STI: none comes between the two).
#include "guest.h"

static volatile u32 ticks;

static void start(void) {
  outb(0x43, 0x30);  // channel 0, once
  outb(0x40, 0);
  outb(0x40, 2);
}
static bool irq(struct frame *frame) {
  if (frame->vector != 0x20) return false;
  ++ticks;
  print("[tick %u, behind HLT %u] ", ticks, *(const u8 *)(frame->eip - 1) == 0xF4);
  start();
  outb(0x20, 0x20);
  return true;
}
ROUTINE(waits, "movl $3, %ecx\n1: sti\n hlt\n cli\n loop 1b\n ret");

PROGRAM(hlt_wakes) {
  on_trap = irq;
  outb(0x21, 0xFE);
  start();
  attempt("three times", waits);
  outb(0x21, 0xFF);
}
