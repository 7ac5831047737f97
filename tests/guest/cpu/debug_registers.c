// SPDX-License-Identifier: CC0-1.0
// MOV to and from DR0-7: fixed bits, DR4 and DR5 as aliases until CR4.DE,
// privilege, and general detect (SDM 3B, 17.2).
// manual: SDM 3B, 17.2.4: QEMU 7 knows no general detect.
//   qemu:   general detect: done cs 0008 flags 00000002 frame own-12 eax=00002400
//   manual: general detect: [+9 RF 1 DR7 00000400 DR6 ffff2ff0] done cs 0008 flags 00000002 frame own-12 eax=00002400
// manual: SDM 3B, 17.3.1.1 and 17.3.1.3: it is a fault, for which RF is 1. QEMU 10 pushes 0.
//   qemu:   general detect: [+9 RF 0 DR7 00000400 DR6 ffff2ff0] done cs 0008 flags 00000002 frame own-12 eax=00002400
//   manual: general detect: [+9 RF 1 DR7 00000400 DR6 ffff2ff0] done cs 0008 flags 00000002 frame own-12 eax=00002400
//   qemu:   DR7 00002400
//   manual: DR7 00000400
#include "guest.h"

ROUTINE(ones, "movl $-1, %eax\n movl %eax, %dr6\n movl %dr6, %ebx\n xorl %eax, %eax\n movl %eax, %dr6\n movl %dr6, %ecx\n ret");
ROUTINE(addresses, "movl $0x12345678, %eax\n movl %eax, %dr0\n incl %eax\n movl %eax, %dr1\n incl %eax\n movl %eax, %dr2\n incl %eax\n movl %eax, %dr3\n"
                   "movl %dr0, %eax\n movl %dr1, %ebx\n movl %dr2, %ecx\n movl %dr3, %edx\n ret");
ROUTINE(aliases, "movl %db4, %eax\n movl %db5, %ebx\n movl $0xFFFF0FF1, %ecx\n movl %ecx, %db4\n movl %dr6, %ecx\n ret");
ROUTINE(write5, "movl $0x400, %ecx\n movl %ecx, %db5\n ret");
ROUTINE(read7, "movl %dr7, %eax\n ret");
ROUTINE(write7, "movl $0x2400, %eax\n movl %eax, %dr7\n movl %dr7, %ebx\n ret");
ROUTINE(detect, "movl $0x2400, %eax\n movl %eax, %dr7\n nop\n movl %eax, %dr0\n nop\n ret");

static bool hit(struct frame *frame) {
  if (frame->vector != 1) return false;
  print("[+%u RF %u ", frame->eip - attempt_base, (frame->eflags >> 16) & 1);
  print("DR7 %x ", read_dr7());
  print("DR6 %x] ", read_dr6());
  write_dr6(0xFFFF0FF0);
  return true;
}

PROGRAM(debug_registers) {
  attempt("DR6", ones);
  attempt("DR0 to DR3", addresses);
  attempt("DR4, DR5", aliases);
  write_dr6(0xFFFF0FF0);
  attempt("DR7", read7);
  write_cr4(8);
  attempt("DR4, DR5 with DE", aliases);
  attempt("DR5 with DE", write5);
  write_cr4(0);
  attempt_in(3, "ring 3 reads DR7", read7);
  attempt_in(3, "ring 3 writes DR7", write7);
  attempt_in(1, "ring 1 reads DR7", read7);
  on_trap = hit;
  attempt("general detect", detect);
  print("DR7 %x\n", read_dr7());
}
