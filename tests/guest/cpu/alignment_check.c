// SPDX-License-Identifier: CC0-1.0
// #AC in ring 3 with CR0.AM and EFLAGS.AC (SDM 3A, 6.15, interrupt 17).
// manual: SDM 3A, 6.15: QEMU 7 never raises it.
//   qemu:   ring 3, AC: done cs 003b flags 00040002 frame ring0-20 from 0043:own+0 eax=00000000
//   manual: ring 3, AC: #AC(0000) at +0 cs 003b flags 00040002 frame ring0-20 from 0043:own-4
#include "guest.h"

ROUTINE(odd, "movl 0x20001, %eax\n ret");

PROGRAM(alignment_check) {
  memset((void *)0x20000, 0, 16);
  write_cr0(0x40031);
  const struct attempt how = {.ring = 3, .eflags = 0x40000};
  attempt_as(&how, "ring 3, AC", odd);
  attempt_in(3, "ring 3", odd);
  const struct attempt inner = {.ring = 0, .eflags = 0x40000};
  attempt_as(&inner, "ring 0, AC", odd);
  write_cr0(0x31);
}
