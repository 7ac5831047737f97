// SPDX-License-Identifier: CC0-1.0
// Page faults of instructions that use the stack leave ESP as it was: PUSH,
// CALL, PUSHA, ENTER, INT, IRET, RET, POP, LEAVE (SDM 3A, 6.5: faults restart).
// manual: SDM 3A, 4.6: whoever executes them uses the stack with its own rights. QEMU 7 takes the supervisor's.
//   qemu:   far CALL: #PF(0002) cr2 40000ffc at +5 cs 003b flags 00000002 frame ring0-20 from 0043:40001004
//   manual: far CALL: #PF(0006) cr2 40000ffc at +5 cs 003b flags 00000002 frame ring0-20 from 0043:40001004
//   qemu:   far RET: #PF(0000) cr2 40000ffc at +5 cs 003b flags 00000002 frame ring0-20 from 0043:40000ffc
//   manual: far RET: #PF(0004) cr2 40000ffc at +5 cs 003b flags 00000002 frame ring0-20 from 0043:40000ffc
//   qemu:   IRET: #PF(0000) cr2 40000ff8 at +5 cs 003b flags 00000002 frame ring0-20 from 0043:40000ff8
//   manual: IRET: #PF(0004) cr2 40000ff8 at +5 cs 003b flags 00000002 frame ring0-20 from 0043:40000ff8
#include "guest.h"

ROUTINE(push, "movl $0x40001000, %esp\n pushl %eax");
ROUTINE(push_memory, "movl $0x40001000, %esp\n pushl 0x100000");
ROUTINE(pusha, "movl $0x40001010, %esp\n pushal");
ROUTINE(call, "movl $0x40001000, %esp\n call push");
ROUTINE(call_far, "movl $0x40001004, %esp\n lcall $0x3B, $0");
ROUTINE(enter, "movl $0x40001000, %esp\n enter $8, $0");
ROUTINE(pushf, "movl $0x40001000, %esp\n pushfl");
ROUTINE(pop, "movl $0x40000FFC, %esp\n popl %eax");
ROUTINE(pop_memory, "movl $0x40001000, %esp\n popl 0x40000010");
ROUTINE(ret, "movl $0x40000FFC, %esp\n ret");
ROUTINE(ret_far, "movl $0x40000FFC, %esp\n lret");
ROUTINE(iret, "movl $0x40000FF8, %esp\n iretl");
ROUTINE(leave_, "movl $0x40000FFC, %ebp\n leave");
ROUTINE(popa, "movl $0x40000FF0, %esp\n popal");
ROUTINE(pop_ds, "movl $0x40000FFC, %esp\n popl %ds");
ROUTINE(popf, "movl $0x40000FFC, %esp\n popfl");
ROUTINE(xchg, "xchgl %eax, 0x40000FFD");
ROUTINE(cmpxchg8b, "cmpxchg8b 0x40000FFC");
ROUTINE(fstp, "fld1\n fstpt 0x40000FFA");
ROUTINE(sgdt, "sgdt 0x40000FFC");
ROUTINE(bts, "movl $0x7FF0, %eax\n btsl %eax, 0x40000000");

static void in_ring3(const char *what, const void *routine) {
  attempt_in(3, what, routine);
}

PROGRAM(paging_stacks) {
  paging_on(0);
  map(VIRTUAL + 4096, (u32)page_pool[0], P | W | U);
  in_ring3("PUSH", push);
  in_ring3("PUSH of memory", push_memory);
  in_ring3("PUSHA", pusha);
  in_ring3("CALL", call);
  in_ring3("far CALL", call_far);
  in_ring3("ENTER", enter);
  in_ring3("PUSHF", pushf);
  in_ring3("POP", pop);
  in_ring3("POP to memory", pop_memory);
  in_ring3("RET", ret);
  in_ring3("far RET", ret_far);
  in_ring3("IRET", iret);
  in_ring3("LEAVE", leave_);
  in_ring3("POPA", popa);
  in_ring3("POP DS", pop_ds);
  in_ring3("POPF", popf);
  in_ring3("XCHG across", xchg);
  in_ring3("CMPXCHG8B", cmpxchg8b);
  in_ring3("FSTP", fstp);
  in_ring3("SGDT", sgdt);
  in_ring3("BTS", bts);
  dump("the page that is there", page_pool[0], 16);
}
