// SPDX-License-Identifier: CC0-1.0
// External interrupts in ring 3, in V86 mode and through a 16-bit gate: the
// frame, IF, and no look at the gate's DPL.
#include "guest.h"

ROUTINE(spins, "1: jmp 1b");
ROUTINE16(spins16, "1: jmp 1b");

static bool irq(struct frame *frame) {
  if (frame->vector != 0x20) return false;
  outb(0x20, 0x20);
  const bool v86 = (frame->eflags & 0x20000) != 0;
  print("[cs %h IF %u ss %h VM %u] ", frame->cs, (frame->eflags >> 9) & 1, (v86 || frame->cs & 3) ? frame->ss : 0, v86);
  return false;  // print_trap shows the rest
}

static void start(void) {
  outb(0x43, 0x30);
  outb(0x40, 200);
  outb(0x40, 0);
}

PROGRAM(interrupt_rings) {
  outb(0x21, 0xFE);
  for (unsigned ring = 0; ring < 4; ++ring) {
    on_trap = irq;
    start();
    const struct attempt how = {.ring = ring, .eflags = 0x202, .eax = 1};
    print("ring %u ", ring);
    attempt_as(&how, "", spins);
  }
  start();
  attempt_v86(0x3202, "V86 ", spins16, spins16_end);
  outb(0x21, 0xFF);
}
