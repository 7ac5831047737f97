// SPDX-License-Identifier: CC0-1.0
// IRET to where one must not go: inner rings, null, data, missing segments, bad
// stacks; and what happens to DS to GS on the way out (SDM 2A, IRET).
#include "guest.h"

enum { CONFORMING = FREE, ABSENT = FREE + 8, ABSENT_STACK = FREE + 16 };

ROUTINE(same, "pushl $2\n pushl %eax\n pushl $1f\n iretl\n1: movl %cs, %ebx\n ret");
ROUTINE(outer, "pushl %ebx\n pushl $stack + 64\n pushl $2\n pushl %eax\n pushl $1f\n iretl\n1: movl %cs, %ebx\n movl %ss, %ecx\n movl %ds, %edx\n"
               "movl %fs, %esi\n movl %gs, %edi\n int $0x30\n .lcomm stack, 64");
ROUTINE(nulls_segments, "movl $0x10, %ecx\n movl %ecx, %fs\n movl $0x43, %ecx\n movl %ecx, %gs\n movl $0x70, %ecx\n movl %ecx, %es\n"
                        "pushl $0x43\n pushl $stack + 64\n pushl $2\n pushl $0x3B\n pushl $1f\n iretl\n1: int $0x30");
ROUTINE(word, "pushw $2\n pushw $8\n pushw $0x1234\n iretw");

static void to(const char *what, u32 cs, u32 ss) {
  const struct attempt how = {.eax = cs ? cs : 0x10000, .ebx = ss ? ss : 0x10000};
  print("%s %h %h\n", what, cs, ss);
  attempt_as(&how, "  same", same);
  if (ss) attempt_as(&how, "  outer", outer);
}

PROGRAM(iret_bad) {
  gdt[CONFORMING >> 3] = segment(0, 0xFFFFF, 0x9E, 0xC);
  gdt[ABSENT >> 3] = segment(0, 0xFFFFF, 0x7A, 0xC);
  gdt[ABSENT_STACK >> 3] = segment(0, 0xFFFFF, 0x72, 0xC);
  to("ring 0", CODE0, 0);
  to("null", 0, 0);
  to("data", DATA0, 0);
  to("beyond", 0x200, 0);
  to("RPL 3, DPL 0", CODE0 | 3, DATA(3));
  to("conforming", CONFORMING, 0);
  to("conforming, RPL 3", CONFORMING | 3, DATA(3));
  to("absent", ABSENT | 3, DATA(3));
  to("ring 3", CODE(3), DATA(3));
  to("ring 1", CODE(1), DATA(1));
  to("ring 3, SS null", CODE(3), 3);
  to("ring 3, SS of ring 0", CODE(3), DATA0);
  to("ring 3, SS RPL 0", CODE(3), 0x40);
  to("ring 3, SS absent", CODE(3), ABSENT_STACK | 3);
  to("ring 3, SS code", CODE(3), CODE(3));
  attempt("segments of inner rings become null", nulls_segments);
  print("ds %h es %h fs %h gs %h\n", last.ds & 0xFFFF, last.es & 0xFFFF, last.fs & 0xFFFF, last.gs & 0xFFFF);
  for (unsigned ring = 1; ring < 4; ++ring) {
    const struct attempt how = {.ring = ring, .eax = CODE0};
    attempt_as(&how, "inwards", same);
  }
}
