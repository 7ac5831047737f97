// SPDX-License-Identifier: CC0-1.0
// Model-specific registers: those that are there read back, and ring 3 may not.
#include "guest.h"

ROUTINE(read, "rdmsr\n ret");
ROUTINE(apic, "movl $0x1B, %ecx\n rdmsr\n andl $0xFFFFF900, %eax\n ret");

PROGRAM(msr_unknown) {
  attempt("APIC base", apic);
  const struct attempt how = {.ring = 3, .ecx = 0x1B};
  attempt_as(&how, "ring 3", read);
}
