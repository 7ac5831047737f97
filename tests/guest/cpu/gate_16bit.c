// SPDX-License-Identifier: CC0-1.0
// 16-bit interrupt and trap gates push words (SDM 3A, 6.12.1; 3B, 21.4), and a
// 16-bit IRET takes them back.
#include "guest.h"

// The segment begins at the handler, since such a gate's offset has 16 bits.
// EBX: IP and CS, ECX: FLAGS and SP, EDX: SS.
ROUTINE(outer_handler, "movl (%esp), %ebx\n movzwl 4(%esp), %ecx\n movzwl 6(%esp), %esi\n movzwl 8(%esp), %edx\n int $0x30");
ROUTINE(from_outside, "movl %esp, %edi\n int $0x41\n");
ROUTINE(divides, "xorl %ecx, %ecx\n divl %ecx\n");
ROUTINE(refused, "movw $0x208, %ax\n movw %ax, %fs\n");
// With an error code: a word as well. EAX: error code and IP, EBX: CS and FLAGS.
ROUTINE(error_handler, "movl (%esp), %eax\n movl 4(%esp), %ebx\n int $0x30");

static void handle(unsigned vector, const u8 *begin, unsigned number, u8 type) {
  const u16 selector = (u16)(FREE + 8 * number);
  gdt[selector >> 3] = segment((u32)begin, 0xFFFF, 0x9A, 4);
  idt[vector] = gate(selector, 0, type, 3);
}

PROGRAM(gate_16bit) {
  for (u8 type = 6; type <= 7; ++type) {
    print("type %b\n", (u32)type);
    handle(0x41, outer_handler, 1, type);
    handle(13, error_handler, 2, type);
    handle(0, outer_handler, 1, type);
    const struct attempt how = {.ring = 3, .eflags = 0x202};
    on_trap = NULL;
    attempt_as(&how, "from ring 3", from_outside);
    print("pushed: ip +%u cs %h flags %h sp %u below ESP ss %h\n", (last.ebx - (u32)from_outside) & 0xFFFF, last.ebx >> 16,
          last.ecx, (last.edi - last.esi) & 0xFFFF, last.edx);
    attempt_as(&how, "#DE in ring 3", divides);
    print("pushed: ip +%u cs %h flags %h\n", (last.ebx - (u32)divides) & 0xFFFF, last.ebx >> 16, last.ecx);
    attempt_as(&how, "#GP in ring 3", refused);
    print("pushed: error %h ip +%u cs %h flags %h\n", last.eax & 0xFFFF, ((last.eax >> 16) - (u32)refused) & 0xFFFF,
          last.ebx & 0xFFFF, last.ebx >> 16);
  }
}
