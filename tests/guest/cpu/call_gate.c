// SPDX-License-Identifier: CC0-1.0
// Far calls through call gates, parameters copied, and RETF with a count
// (SDM 3A, 5.8.3 to 5.8.6).
#include "guest.h"

// In the inner ring: what the CPU put there. ESI: parameter 1, EDI: parameter 2.
ROUTINE(target, "movl (%esp), %eax\n movl 4(%esp), %ebx\n movl 8(%esp), %esi\n movl 12(%esp), %edi\n"
                "movl 20(%esp), %ecx\n movl %cs, %edx\n lretl $8");
ROUTINE(call_it, "pushl $0x11111111\n pushl $0x22222222\n lcalll $0x70, $0\n movl %ss, %ebp\n ret");
ROUTINE(jump_it, "ljmpl $0x70, $0\n");
ROUTINE(call_rpl3, "pushl $1\n pushl $2\n lcalll $0x73, $0\n ret");

static void through(const char *what, u64 entry) {
  gdt[FREE >> 3] = entry;
  print("%s\n", what);
  for (unsigned ring = 0; ring < 4; ++ring) {
    print(" ring %u\n", ring);
    attempt_in(ring, "  CALL", call_it);
    attempt_in(ring, "  CALL, RPL 3", call_rpl3);
    attempt_in(ring, "  JMP", jump_it);
  }
}

static u64 with_count(u64 entry, u32 count) { return entry | ((u64)count << 32); }

PROGRAM(call_gate) {
  const u32 at = (u32)target;
  gdt[(FREE + 8) >> 3] = segment(0, 0xFFFFF, 0x9E, 0xC);
  gdt[(FREE + 16) >> 3] = segment(0, 0xFFFFF, 0x1A, 0xC);
  through("to ring 0, DPL 3, 2 parameters", with_count(gate(CODE0, at, 0xC, 3), 2));
  through("to ring 1, DPL 3, 2 parameters", with_count(gate(CODE(1), at, 0xC, 3), 2));
  through("to ring 0, DPL 0", gate(CODE0, at, 0xC, 0));
  through("to ring 0, DPL 2", with_count(gate(CODE0, at, 0xC, 2), 2));
  through("to conforming code", gate(FREE + 8, at, 0xC, 3));
  through("not present", gate(CODE0, at, 0xC, 3) & ~(1ull << 47));
  through("to code that is not present", gate(FREE + 16, at, 0xC, 3));
  through("to data", gate(DATA0, at, 0xC, 3));
  through("to null", gate(0, at, 0xC, 3));
  through("an interrupt gate", gate(CODE0, at, 0xE, 3));
  tss_main.ss0 = 0;
  gdt[FREE >> 3] = gate(CODE0, at, 0xC, 3);
  on_trap = NULL;
}
