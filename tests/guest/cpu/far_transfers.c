// SPDX-License-Identifier: CC0-1.0
// Far JMP, CALL and RET without gates: privilege, conforming code, null,
// missing, and what RETF to an outer ring does to the segment registers.
#include "guest.h"

enum { CONFORMING = FREE, ABSENT = FREE + 8, RING3 = FREE + 16, CONFORMING3 = FREE + 24 };

ROUTINE(far_jump, "pushl %eax\n pushl $1f\n ljmpl *(%esp)\n1: addl $8, %esp\n movl %cs, %edx\n ret");
ROUTINE(far_call, "pushl %eax\n pushl $1f\n lcalll *(%esp)\n addl $8, %esp\n ret\n1: movl %cs, %edx\n lretl");
ROUTINE(far_return, "pushl %eax\n pushl $1f\n lretl\n1: movl %cs, %edx\n ret");
ROUTINE(return_out, "pushl $0x43\n pushl $outer_stack + 64\n pushl $0x3B\n pushl $1f\n lretl\n"
                    "1: movl %cs, %eax\n movl %ss, %ebx\n int $0x30\n .lcomm outer_stack, 64");
ROUTINE(return_out_bad_ss, "pushl %eax\n pushl $outer_stack + 64\n pushl $0x3B\n pushl $1f\n lretl\n1: int $0x30");

static void to(const char *what, u32 selector) {
  print("%s\n", what);
  for (unsigned ring = 0; ring < 4; ++ring) {
    const struct attempt how = {.ring = ring, .eax = selector ? selector : 0x10000};
    print(" ring %u\n", ring);
    attempt_as(&how, "  JMP", far_jump);
    attempt_as(&how, "  CALL", far_call);
    attempt_as(&how, "  RET", far_return);
  }
}

PROGRAM(far_transfers) {
  gdt[CONFORMING >> 3] = segment(0, 0xFFFFF, 0x9E, 0xC);
  gdt[ABSENT >> 3] = segment(0, 0xFFFFF, 0x1A, 0xC);
  gdt[RING3 >> 3] = segment(0, 0xFFFFF, 0xFA, 0xC);
  gdt[CONFORMING3 >> 3] = segment(0, 0xFFFFF, 0xFE, 0xC);
  to("code of ring 0", CODE0);
  to("code of ring 0, RPL 3", CODE0 | 3);
  to("conforming code of ring 0", CONFORMING);
  to("conforming code of ring 0, RPL 3", CONFORMING | 3);
  to("conforming code of ring 3", CONFORMING3);
  to("code of ring 3, RPL 3", RING3 | 3);
  to("absent", ABSENT);
  to("null", 0);
  to("data", DATA0);
  to("beyond the GDT", 0x200);
  attempt("RETF to ring 3", return_out);
  static const u32 kBad[] = {0x40, 0x10, 0x13, 0x3B, 0x10000, 0x203};
  for (unsigned i = 0; i < 6; ++i) {
    const struct attempt how = {.eax = kBad[i]};
    print("RETF to ring 3 with SS %h ", kBad[i] & 0xFFFF);
    attempt_as(&how, "", return_out_bad_ss);
  }
}
