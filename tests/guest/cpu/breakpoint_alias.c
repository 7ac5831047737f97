// SPDX-License-Identifier: CC0-1.0
// A data breakpoint is of a linear address: an access by another mapping of the
// same page does not hit it (SDM 3B, 17.2.1).
#include "guest.h"

ROUTINE(through_other, "movl %eax, 0x40001010\n nop\n ret");
ROUTINE(reads_both, "movl 0x40001010, %eax\n nop\n movl 0x40000010, %eax\n nop\n ret");

static bool hit(struct frame *frame) {
  if (frame->vector != 1) return false;
  print("[+%u DR6 %x] ", frame->eip - attempt_base, read_dr6());
  write_dr6(0xFFFF0FF0);
  return true;
}

PROGRAM(breakpoint_alias) {
  paging_on(0);
  map(VIRTUAL, (u32)page_pool[0], P | W | U);
  map(VIRTUAL + 0x1000, (u32)page_pool[0], P | W | U);
  on_trap = hit;
  write_dr0(VIRTUAL + 0x10);
  write_dr7(0x000F0002);
  attempt_in(3, "another of the same page", through_other);
  attempt_in(3, "reads of both", reads_both);
  write_dr7(0);
}
