// SPDX-License-Identifier: CC0-1.0
// AAA, AAS, AAM, AAD, DAA, DAS over the values at their edges, with the flags that
// they define (SDM 2A). AAM by 0 divides by it.
#include "guest.h"

#define KEEP "pushfl\n popl %ebx\n andl $0xD5, %ebx\n"   // SF ZF AF PF CF
ROUTINE(do_daa, "pushl %edx\n popfl\n daa\n " KEEP "movl $0, %edx\n ret");
ROUTINE(do_das, "pushl %edx\n popfl\n das\n " KEEP "movl $0, %edx\n ret");
ROUTINE(do_aaa, "pushl %edx\n popfl\n aaa\n pushfl\n popl %ebx\n andl $0x11, %ebx\n movl $0, %edx\n ret");
ROUTINE(do_aas, "pushl %edx\n popfl\n aas\n pushfl\n popl %ebx\n andl $0x11, %ebx\n movl $0, %edx\n ret");
ROUTINE(do_aam, "aam\n pushfl\n popl %ebx\n andl $0xC4, %ebx\n ret");
ROUTINE(do_aad, "aad\n pushfl\n popl %ebx\n andl $0xC4, %ebx\n ret");
ROUTINE(by_zero, "aam $0\n ret");
ROUTINE(by_seven, "aam $7\n pushfl\n popl %ebx\n andl $0xC4, %ebx\n ret");
ROUTINE(aad_by_three, "aad $3\n pushfl\n popl %ebx\n andl $0xC4, %ebx\n ret");

static bool show(struct frame *frame) {
  (void)frame;
  return false;
}
static u32 sum;
static void one(const void *routine, u32 eax, u32 flags) {
  typedef void function(void);
  u32 a = eax, b = 0, d = flags | 2;
  __asm__ volatile("call *%3" : "+a"(a), "+b"(b), "+d"(d) : "r"((function *)routine) : "memory", "cc");
  sum = sum * 31 + (a & 0xFFFF) * 0x101 + b;
}
static void all(const char *what, const void *routine, bool with_flags) {
  sum = 0;
  for (u32 ax = 0; ax < 0x10000; ax += (ax & 0xFF) == 0xFF ? 0xB01 : 1)
    for (u32 flags = 0; flags < (with_flags ? 4u : 1u); ++flags)
      one(routine, ax, (flags & 1) | (flags & 2) << 3);
  print("%s: %x\n", what, sum);
}

PROGRAM(decimal) {
  on_trap = show;
  all("DAA", do_daa, true);
  all("DAS", do_das, true);
  all("AAA", do_aaa, true);
  all("AAS", do_aas, true);
  all("AAM", do_aam, false);
  all("AAD", do_aad, false);
  all("AAM 7", by_seven, false);
  all("AAD 3", aad_by_three, false);
  const struct attempt some = {.eax = 0x1234};
  attempt_as(&some, "AAM 10", do_aam);
  attempt_as(&some, "AAM 0", by_zero);
}
