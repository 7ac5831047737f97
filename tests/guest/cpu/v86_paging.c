// SPDX-License-Identifier: CC0-1.0
// Virtual-8086 mode under paging: its megabyte anywhere, faults with the user
// bit, single steps and breakpoints (SDM 3B, 20.2.6 and 20.3).
#include "guest.h"

ROUTINE16(touches, "movw $0x2000, %ax\n movw %ax, %ds\n movw 0x10, %bx\n movw %bx, 0x12\n movw $0x3000, %ax\n movw %ax, %ds\n movw 0, %cx\n int $0x30");
ROUTINE16(steps, "pushfw\n popw %ax\n orb $1, %ah\n pushw %ax\n popfw\n nop\n incw %bx\n andb $0xFE, %ah\n pushw %ax\n popfw\n int $0x30");

static bool serve(struct frame *frame) {
  if (frame->vector == 1) {
    print("+%u ", frame->eip);
    return true;
  }
  if (frame->vector != 14) return false;
  print("[#PF(%h) cr2 %x at +%u] ", frame->error, read_cr2(), frame->eip);
  const u32 page = read_cr2() & ~0xFFFu;
  set_identity(page, (page == 0x30000 ? (u32)page_pool[0] : page) | P | W | U);
  return true;
}

PROGRAM(v86_paging) {
  *(u16 *)(page_pool[0]) = 0x7777;
  *(u16 *)0x20010 = 0x5678;
  paging_on(0x10000);
  set_identity(0x20000, 0x20000 | P | U);
  set_identity(0x30000, 0);
  write_cr3(read_cr3());
  on_trap = serve;
  attempt_v86(0x3000, "faults", touches, touches_end);
  print("written %h\n", *(u16 *)0x20012);
  attempt_v86(0x3000, "steps", steps, steps_end);
  write_dr0(LOW_CODE + 9);
  write_dr7(2);
  on_trap = NULL;
  attempt_v86(0x3000, "breakpoint", steps, steps_end);
}
