// SPDX-License-Identifier: CC0-1.0
// To an inner ring, by the stacks in the TSS (SDM 3A, 6.12.1): 0<-3, 0<-1,
// 0<-2, 1<-3, 1<-2, 2<-3, and no switch within a ring.
#include "guest.h"

// In an inner ring: EIP, CS, EFLAGS, ESP, SS are taken off the stack into registers.
ROUTINE(inner, "popl %eax\n popl %ebx\n popl %ecx\n popl %edx\n popl %esi\n int $0x30");
ROUTINE(to_inner, "int $0x41\n ret");
ROUTINE(to_ring0, "int $0x40\n ret");

// The IRET of ring 1's handler goes back to ring 3.
ROUTINE(bounce, "movl %cs, %ebx\n movl %ss, %ecx\n iretl");
ROUTINE(bounced, "int $0x42\n movl %cs, %edx\n movl %ss, %esi\n ret");

PROGRAM(stack_switch) {
  set_gate(0x40, (const void *)stub_addresses[0x40], 0xE, 3);
  for (unsigned from = 0; from < 4; ++from) {
    print("from ring %u\n", from);
    const struct attempt how = {.ring = from, .eflags = 0x202};
    attempt_as(&how, "  to 0", to_ring0);
    for (unsigned to = 0; to <= from; ++to) {
      idt[0x41] = gate(CODE(to), (u32)inner, 0xF, 3);
      idt[0x42] = gate(CODE(to), (u32)bounce, 0xF, 3);
      print("  to %u, frame in registers\n", to);
      attempt_as(&how, "  ", to_inner);
      print("  pushed eip +%u", last.eax - (u32)to_inner);
      print(", esp %u below the ring's stack\n", last.esi == DATA(from) ? STACK_TOP(from == 3 ? 3 : from) - last.esp : 0);
      attempt_as(&how, "  there and back", bounced);
    }
  }
}
