// SPDX-License-Identifier: CC0-1.0
// MUL, IMUL, DIV and IDIV at the edges of their ranges, all sizes: results, CF and OF
// of products, #DE where a quotient does not fit (SDM 2A).
#include "guest.h"

#define FLAGS "pushfl\n popl %esi\n andl $0x801, %esi\n ret"
ROUTINE(mul8, "mulb %cl\n " FLAGS);
ROUTINE(mul16, "mulw %cx\n " FLAGS);
ROUTINE(mul32, "mull %ecx\n " FLAGS);
ROUTINE(imul8, "imulb %cl\n " FLAGS);
ROUTINE(imul16, "imulw %cx\n " FLAGS);
ROUTINE(imul32, "imull %ecx\n " FLAGS);
ROUTINE(imul_two, "imull %ecx, %eax\n " FLAGS);
ROUTINE(imul_three, "imull $-3, %ecx, %eax\n " FLAGS);
ROUTINE(imul_narrow, "imulw $0x7F, %cx, %ax\n " FLAGS);
#define END "movl $0x802, %esi\n pushl %esi\n popfl\n ret"
ROUTINE(div8, "divb %cl\n " END);
ROUTINE(div16, "divw %cx\n " END);
ROUTINE(div32, "divl %ecx\n " END);
ROUTINE(idiv8, "idivb %cl\n " END);
ROUTINE(idiv16, "idivw %cx\n " END);
ROUTINE(idiv32, "idivl %ecx\n " END);

static void products(u32 a, u32 c) {
  const struct attempt how = {.eax = a, .ecx = c, .edx = 0x77777777, .eflags = 0};
  static const void *const kAll[] = {mul8, mul16, mul32, imul8, imul16, imul32, imul_two, imul_three, imul_narrow};
  for (unsigned i = 0; i < 9; ++i) {
    // Flags that a product leaves undefined are not printed: they are set first.
    attempt_as(&how, "x", kAll[i]);
  }
}
static void quotients(u32 d, u32 a, u32 c) {
  const struct attempt how = {.eax = a, .ecx = c, .edx = d};
  static const void *const kAll[] = {div8, div16, div32, idiv8, idiv16, idiv32};
  for (unsigned i = 0; i < 6; ++i) attempt_as(&how, ":", kAll[i]);
}
static bool plain(struct frame *frame) {  // undefined flags
  frame->eflags &= ~0x8D5u;
  return false;
}

PROGRAM(multiply_divide) {
  on_trap = plain;
  static const u32 kValues[] = {1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF};
  enum { COUNT = sizeof kValues / sizeof kValues[0] };
  for (unsigned i = 0; i < COUNT; ++i)
    for (unsigned j = 0; j <= i; j += 2) products(kValues[i], kValues[j]);
  quotients(1, 0x100, 0x10);
  quotients(0xFFFFFFFF, 0x80000000, 0xFFFFFFFF);
  quotients(0xFFFFFFFF, 0x80000000, 1);
  quotients(0, 0x80000000, 0xFFFFFFFF);
  quotients(0xFFFF, 0x8000, 0xFFFF);
  quotients(0xFFFF, 0xFF80, 0xFF);
  quotients(0x7F, 0xFFFF, 0x80);
  quotients(3, 0x0FFF, 4);
  quotients(1, 1, 0x100);
}
