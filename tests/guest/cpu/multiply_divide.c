// SPDX-License-Identifier: CC0-1.0
// MUL, IMUL, DIV and IDIV at the edges of their ranges, all sizes: results, CF and OF
// of products, #DE where a quotient does not fit (SDM 2A).
#include "guest.h"

#define FLAGS "pushfl\n popl %esi\n andl $0x801, %esi\n ret"
#define END "movl $0x802, %esi\n pushl %esi\n popfl\n ret"
#define OF_EACH_SIZE(op, end)              \
  ROUTINE(op##8, #op "b %cl\n " end);      \
  ROUTINE(op##16, #op "w %cx\n " end);     \
  ROUTINE(op##32, #op "l %ecx\n " end)
OF_EACH_SIZE(mul, FLAGS);
OF_EACH_SIZE(imul, FLAGS);
OF_EACH_SIZE(div, END);
OF_EACH_SIZE(idiv, END);
ROUTINE(imul_two, "imull %ecx, %eax\n " FLAGS);
ROUTINE(imul_three, "imull $-3, %ecx, %eax\n " FLAGS);
ROUTINE(imul_narrow, "imulw $0x7F, %cx, %ax\n " FLAGS);

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
