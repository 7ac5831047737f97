// SPDX-License-Identifier: CC0-1.0
// A stack that has no room for the #SS handler's frame either: #DF, shutdown.
// manual: SDM 3A, 5.3 and 6.15, interrupt 8: QEMU looks at no limits.
//   qemu:   pushed
//   manual: --- shutdown
#include "guest.h"

PROGRAM_ALONE(limits_push_shutdown) {
  gdt[FREE >> 3] = segment(0x20000, 0xFFF, 0x92, 4);
  print("a push\n");
  __asm__ volatile(
      "movl %%esp, %%edi\n movw $0x70, %%ax\n movw %%ax, %%ss\n movl $2, %%esp\n pushl %%eax\n movw $0x10, %%ax\n movw %%ax, %%ss\n movl %%edi, %%esp"
      : : : "eax", "edi", "memory");
  print("pushed\n");
}
