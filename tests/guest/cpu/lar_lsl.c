// SPDX-License-Identifier: CC0-1.0
// LAR, LSL, VERR, VERW, ARPL (SDM 2A and 2B) over every type of descriptor.
#include "guest.h"

ROUTINE(ask, "larl %eax, %ebx\n setz %cl\n lsll %eax, %edx\n setz %ch\n verr %ax\n setz %al\n verw %ax\n ret");
ROUTINE(larr, "larl %eax, %ebx\n ret");
ROUTINE(lsll, "lsll %eax, %ebx\n ret");
ROUTINE(verr, "verr %ax\n ret");
ROUTINE(verw, "verw %ax\n ret");
ROUTINE(arpl, "movl $0x10, %eax\n movl $3, %ebx\n arpl %bx, %ax\n movl $0x13, %ecx\n movl $1, %edx\n arpl %dx, %cx\n ret");
ROUTINE(arpl_lower, "movl $0x13, %ecx\n movl $1, %edx\n arpl %dx, %cx\n ret");

static void all(unsigned ring, u32 selector) {
  const struct attempt how = {.ring = ring, .eax = selector};
  attempt_as(&how, "  LAR", larr);
  attempt_as(&how, "  LSL", lsll);
  attempt_as(&how, "  VERR", verr);
  attempt_as(&how, "  VERW", verw);
}

PROGRAM(lar_lsl) {
  for (u32 access = 0; access < 32; ++access) {
    for (u32 dpl = 0; dpl < 4; dpl += 3) {
      gdt[FREE >> 3] = segment(0x123456, 0xABCDE, (u8)(0x80 | access | (dpl << 5)), (u8)(dpl ? 0xC : 4));
      print("type %b DPL %u\n", access, dpl);
      all(0, FREE);
      all(3, FREE | 3);
    }
  }
  gdt[FREE >> 3] = segment(0x123456, 0xABCDE, 0x12, 4);
  print("not present\n");
  all(0, FREE);
  print("beyond the GDT\n");
  all(0, 0x200);
  print("null\n");
  all(0, 0x10000);
  attempt("ARPL raises", arpl);
  attempt("ARPL leaves", arpl_lower);
}
