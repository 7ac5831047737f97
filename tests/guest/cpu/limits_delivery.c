// SPDX-License-Identifier: CC0-1.0
// An interrupt needs room on the stack that it is delivered on, and a handler within
// its segment (SDM 2A, INT n, operation): #SS names a stack that is switched to.
// manual: SDM 2A, INT n, and 3A, 5.3: QEMU looks at no limits.
//   qemu:   none for SS: done cs 003b flags 00000002 frame ring0-20 from 0043:own-4
//   manual: none for SS: #SS(0070) at +0 cs 003b flags 00000002 frame ring0-20 from 0043:own-4
//   qemu:   over the top: done cs 003b flags 00000002 frame ring0-20 from 0043:own-4
//   manual: over the top: #SS(0070) at +0 cs 003b flags 00000002 frame ring0-20 from 0043:own-4
//   qemu:   handler beyond: done cs 003b flags 00000002 frame ring0-20 from 0043:own-4
//   manual: handler beyond: #GP(0000) at +0 cs 003b flags 00000002 frame ring0-20 from 0043:own-4
#include "guest.h"

enum { STACK1 = FREE, CODE_SHORT = FREE + 8, MEMORY = 0x20000 };

ROUTINE(go, "int $0x40\n int $0x30");
ROUTINE(handler, "iret");

PROGRAM(limits_delivery) {
  memset((void *)MEMORY, 0, 0x2000);
  gdt[STACK1 >> 3] = segment(MEMORY, 0xFFF, 0xB2, 4);
  gdt[CODE_SHORT >> 3] = segment(0, 0xFF, 0x9A, 4);
  tss_main.ss1 = STACK1 | 1;
  tss_main.esp1 = 0x1000;
  idt[0x40] = gate(CODE(1), (u32)handler, 0xE, 3);
  attempt_in(3, "room", go);
  tss_main.esp1 = 0x14;
  attempt_in(3, "just room", go);
  tss_main.esp1 = 0x10;
  attempt_in(3, "none for SS", go);
  tss_main.esp1 = 0x1004;
  attempt_in(3, "over the top", go);
  idt[0x40] = gate(CODE_SHORT, (u32)handler, 0xE, 3);
  attempt_in(3, "handler beyond", go);
}
