// SPDX-License-Identifier: CC0-1.0
// BOUND of both sizes at the edges of its range, and INTO with and without OF
// (SDM 2A, BOUND and INT n/INTO): #BR is a fault, #OF a trap.
#include "guest.h"

static s32 bounds[2] __attribute__((used)) = {-5, 7};
static s16 short_bounds[2] __attribute__((used)) = {-5, 7};
ROUTINE(wide, ".byte 0x62, 0x05\n .long bounds\n ret");
ROUTINE(narrow, ".byte 0x66, 0x62, 0x05\n .long short_bounds\n ret");
ROUTINE(no_overflow, "movl $1, %eax\n addl $1, %eax\n into\n ret");
ROUTINE(overflow, "movl $0x7FFFFFFF, %eax\n addl $1, %eax\n into\n nop\n ret");
ROUTINE(of_register, ".byte 0x62, 0xC0\n ret");

static void one(unsigned ring, const char *what, const void *routine, u32 eax) {
  const struct attempt how = {.ring = ring, .eax = eax};
  attempt_as(&how, what, routine);
}

PROGRAM(bound_into) {
  static const u32 kValues[] = {(u32)-6, (u32)-5, (u32)-4, 6, 7, 8, 0x7FFFFFFF, 0x80000000, 0x10007, 0xFFFA};
  for (unsigned i = 0; i < sizeof kValues / sizeof kValues[0]; ++i) {
    one(0, "BOUND of 32 bits", wide, kValues[i]);
    one(0, "BOUND of 16 bits", narrow, kValues[i]);
  }
  one(3, "BOUND in ring 3", wide, 9);
  attempt("INTO, OF clear", no_overflow);
  attempt("INTO, OF set", overflow);
  attempt_in(3, "in ring 3, DPL 0", overflow);
  set_gate(4, (const void *)stub_addresses[4], 0xF, 3);
  attempt_in(3, "in ring 3, DPL 3", overflow);
  attempt("BOUND of a register", of_register);
}
