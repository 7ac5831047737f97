// SPDX-License-Identifier: CC0-1.0
// IRET lets NMIs in again even if it faults (SDM 3A, 6.7.1).
// manual: SDM 3A, 6.7.1: QEMU lets them in only if it does not.
//   qemu:   IRET to data: [NMI 1] [#GP(0010), then NMIs 1]
//   manual: IRET to data: [NMI 1] [#GP(0010), then NMIs 2]
#include "guest.h"

static void nmi(void) {
  *(volatile u32 *)0xFEE00310 = *(volatile u32 *)0xFEE00020 & 0xFF000000u;
  *(volatile u32 *)0xFEE00300 = 0x4400;
}
ROUTINE(raises, "movl 0xFEE00020, %eax\n andl $0xFF000000, %eax\n movl %eax, 0xFEE00310\n movl $0x4400, 0xFEE00300\n nop\n nop\n nop\n xorl %eax, %eax\n ret");

ROUTINE(ends, "nop\n nop\n int $0x30");
static unsigned count, faults;
static bool served(struct frame *frame) {
  if (frame->vector == 2) {
    if (++count == 1) {
      print("[NMI 1] ");
      frame->cs = DATA0;  // where its IRET may not go
    }
    return true;
  }
  if (frame->vector == 13 && ++faults == 1) {
    nmi();
    for (volatile unsigned i = 0; i < 100; ++i) {}
    print("[#GP(%h), then NMIs %u]\n", frame->error, count);
    frame->eip = (u32)ends;
    return true;
  }
  return false;
}

PROGRAM(nmi_iret_fault) {
  on_trap = served;
  attempt("IRET to data", raises);
  print("NMIs at last %u\n", count);
}
