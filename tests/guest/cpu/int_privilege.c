// SPDX-License-Identifier: CC0-1.0
// INT n, INT3 and INTO need a gate whose DPL is not below CPL; exceptions and
// INT1 do not (SDM 3A, 6.12.1.1). The error code names the gate: IDT, not EXT.
#include "guest.h"

ROUTINE(int40, "int $0x40\n ret");
ROUTINE(int3_short, "int3\n ret");
ROUTINE(int3_long, ".byte 0xCD, 3\n ret");
ROUTINE(into_taken, "movb $0x7f, %al\n incb %al\n into\n ret");
ROUTINE(into_not_taken, "xorl %eax, %eax\n into\n ret");
ROUTINE(int1_short, ".byte 0xF1\n ret");
ROUTINE(bound_fault, "movl $5, %eax\n bound %eax, bounds\n ret\n .pushsection .rodata\nbounds: .long 6, 9\n .popsection");
ROUTINE(bound_fine, "movl $6, %eax\n bound %eax, bounds\n ret");
ROUTINE(ud2, "ud2\n ret");

PROGRAM(int_privilege) {
  for (unsigned ring = 0; ring < 4; ++ring) {
    print("ring %u\n", ring);
    attempt_in(ring, "INT 40h, DPL 0", int40);
    attempt_in(ring, "INT3, DPL 0", int3_short);
    attempt_in(ring, "CD 03, DPL 0", int3_long);
    attempt_in(ring, "INTO taken, DPL 0", into_taken);
    attempt_in(ring, "INTO not taken", into_not_taken);
    attempt_in(ring, "BOUND outside", bound_fault);
    attempt_in(ring, "BOUND inside", bound_fine);
    attempt_in(ring, "UD2", ud2);
  }
  for (u8 dpl = 1; dpl < 4; ++dpl) {
    print("DPL %u\n", (u32)dpl);
    set_gate(0x40, (const void *)stub_addresses[0x40], 0xE, dpl);
    set_gate(3, (const void *)stub_addresses[3], 0xF, dpl);
    set_gate(4, (const void *)stub_addresses[4], 0xF, dpl);
    for (unsigned ring = 0; ring < 4; ++ring) {
      attempt_in(ring, "INT 40h", int40);
      attempt_in(ring, "INT3", int3_short);
      attempt_in(ring, "INTO", into_taken);
    }
  }
}
