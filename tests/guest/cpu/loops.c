// SPDX-License-Identifier: CC0-1.0
// LOOP, LOOPE, LOOPNE and J(E)CXZ with counts of 16 and 32 bits; no flag changes.
#include "guest.h"

ROUTINE(count, "xorl %eax, %eax\n 1: leal 1(%eax), %eax\n loop 1b\n ret");
ROUTINE(count16, "xorl %eax, %eax\n 1: leal 1(%eax), %eax\n .byte 0x67, 0xE2, 0xFA\n ret");
ROUTINE(while_equal, "xorl %eax, %eax\n 1: leal 1(%eax), %eax\n cmpl $3, %eax\n setb %bl\n cmpb $1, %bl\n loope 1b\n ret");
ROUTINE(until_equal, "xorl %eax, %eax\n 1: leal 1(%eax), %eax\n cmpl $3, %eax\n loopne 1b\n ret");
ROUTINE(zero, "movl $1, %eax\n jecxz 1f\n movl $2, %eax\n 1: ret");
ROUTINE(zero16, "movl $1, %eax\n .byte 0x67, 0xE3, 0x05\n movl $2, %eax\n ret");
ROUTINE(narrow_target, ".byte 0x66\n loop . + 2\n ret");

static void one(const char *what, const void *routine, u32 ecx) {
  const struct attempt how = {.ecx = ecx, .ebx = 1, .eflags = 0xD5};
  attempt_as(&how, what, routine);
}

PROGRAM(loops) {
  static const u32 kCounts[] = {1, 2, 5, 0x10001, 0x10002, 0xFFFF0001, 0x20000};
  for (unsigned i = 0; i < sizeof kCounts / sizeof kCounts[0]; ++i) {
    if (kCounts[i] < 0x100) one("LOOP", count, kCounts[i]);
    if ((kCounts[i] & 0xFFFF) != 0) one("LOOP of CX", count16, kCounts[i]);
    one("LOOPE", while_equal, kCounts[i]);
    one("LOOPNE", until_equal, kCounts[i]);
    one("JECXZ", zero, kCounts[i]);
    one("JCXZ", zero16, kCounts[i]);
  }
}
