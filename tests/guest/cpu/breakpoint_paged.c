// SPDX-License-Identifier: CC0-1.0
// Breakpoints are of linear addresses: a page may be missing, and code in another
// mapping of the same page hits nothing (SDM 3B, 17.2.1).
#include "guest.h"

ROUTINE(through_virtual, "movl %eax, 0x40000010\n nop\n ret");
ROUTINE(faults, "movl %eax, 0x40002010\n nop\n ret");
ROUTINE(calls_virtual, "movl $0x40000040, %eax\n call *%eax\n movl $0x40001040, %eax\n call *%eax\n ret");

static bool serve(struct frame *frame) {
  if (frame->vector == 14) {
    print("[#PF(%h)] ", frame->error);
    map(VIRTUAL + 0x2000, (u32)page_pool[1], P | W | U);
    return true;
  }
  if (frame->vector != 1) return false;
  if (frame->eip >= VIRTUAL) print("[at %x DR6 %x] ", frame->eip, read_dr6());
  else print("[+%u DR6 %x] ", frame->eip - attempt_base, read_dr6());
  write_dr6(0xFFFF0FF0);
  frame->eflags |= 0x10000;
  return true;
}

PROGRAM(breakpoint_paged) {
  page_pool[0][0x40] = 0xC3;
  paging_on(0);
  map(VIRTUAL, (u32)page_pool[0], P | W | U);
  map(VIRTUAL + 0x1000, (u32)page_pool[0], P | W | U);
  on_trap = serve;
  write_dr0(VIRTUAL + 0x10);
  write_dr7(0x000F0002);
  attempt_in(3, "its own address", through_virtual);
  write_dr0(VIRTUAL + 0x2010);
  attempt_in(3, "a page that is brought in", faults);
  write_dr0(VIRTUAL + 0x40);
  write_dr7(2);
  attempt_in(3, "calls to both", calls_virtual);
  write_dr7(0);
}
