// SPDX-License-Identifier: CC0-1.0
// Interrupts within interrupts: 3 -> 2 -> 1 -> 0 by gates of each ring, and all the
// way back by IRET; each ring finds its stack where it left it.
#include "guest.h"

ROUTINE(ring2, "movl %ss, %ebx\n int $0x41\n shll $4, %eax\n orb $2, %al\n iretl");
ROUTINE(ring1, "movl %ss, %ecx\n int $0x42\n shll $4, %eax\n orb $1, %al\n iretl");
ROUTINE(ring0, "movl %ss, %edx\n xorl %eax, %eax\n movl 12(%esp), %esi\n movl 16(%esp), %edi\n iretl");
ROUTINE(down, "int $0x40\n shll $4, %eax\n orb $3, %al\n int $0x40\n ret");

PROGRAM(stack_switch_nested) {
  idt[0x40] = gate(CODE(2), (u32)ring2, 0xE, 3);
  idt[0x41] = gate(CODE(1), (u32)ring1, 0xF, 2);
  idt[0x42] = gate(CODE(0), (u32)ring0, 0xE, 1);
  const struct attempt how = {.ring = 3, .eflags = 0x202};
  attempt_as(&how, "down and up, twice", down);
  print("ring 1 was %u below its top\n", STACK_TOP(1) - last.esi);
  idt[0x41] = gate(CODE(1), (u32)ring1, 0xF, 1);
  attempt_as(&how, "ring 2 may not call ring 1's gate", down);
}
