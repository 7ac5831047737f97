// SPDX-License-Identifier: CC0-1.0
// What the CPU itself pushes and reads marks pages as any other access does: the inner
// stack dirty, the TSS and the tables accessed (SDM 3A, 4.8).
#include "guest.h"

ROUTINE(invalid, "ud2\n nop\n ret");
static u32 normal_stack, marks;

// The frame lies alone in its page: what the handler pushes is below.
static bool look(struct frame *frame) {
  if (frame->vector != 6) return false;
  marks = identity_entry((u32)page_pool[1]) & (A | D);
  tss_main.esp0 = normal_stack;
  frame->eip += 2;
  return true;
}

PROGRAM(delivery_dirty) {
  enum { FRAME = 20 };
  paging_on(0);
  on_trap = look;
  normal_stack = tss_main.esp0;
  tss_main.esp0 = (u32)page_pool[1] + FRAME;
  set_identity((u32)page_pool[1], (u32)page_pool[1] | P | W | U);
  invlpg((u32)page_pool[1]);
  attempt_in(3, "to an inner stack", invalid);
  print("the stack's page %h\n", marks);
}
