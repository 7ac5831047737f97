// SPDX-License-Identifier: CC0-1.0
// The exceptions that only the result of an operation shows: inexact, invalid,
// overflow, underflow, in the status word and as #MF (SDM 1, 8.5).
#include "guest.h"

ROUTINE(invalid, "fninit\n movw $0x37E, control\n fldcw control\n fld1\n fchs\n fsqrt\n fnstsw %ax\n fwait\n ret\n .lcomm control, 4");
ROUTINE(overflow, "fninit\n movw $0x377, control\n fldcw control\n fldl big\n fmul %st(0), %st\n fstpl small\n fnstsw %ax\n fwait\n ret\n"
                  ".pushsection .data\nbig: .quad 0x7FE0000000000000\nsmall: .quad 0\n.popsection");
#define SHOW(what, code)                                          \
  do {                                                            \
    u16 status = 0;                                               \
    __asm__ volatile("fninit\n" code "\n fnstsw %0" : "=m"(status)); \
    print(what ": status %h\n", (u32)status & 0xFF);              \
  } while (0)

PROGRAM(fpu_status) {
  SHOW("1/3", "fld1\n fld1\n fadd %%st(0), %%st\n fadd %%st(1), %%st\n fdivrp");
  SHOW("1+1", "fld1\n fadd %%st(0), %%st");
  SHOW("sqrt(2)", "fld1\n fadd %%st(0), %%st\n fsqrt");
  SHOW("sqrt(-1)", "fld1\n fchs\n fsqrt");
  SHOW("0/0", "fldz\n fldz\n fdivrp");
  SHOW("1/0", "fld1\n fldz\n fdivrp");
  SHOW("pi rounded", "fldpi\n frndint");
  attempt("invalid, unmasked", invalid);
  attempt("overflow, unmasked", overflow);
  __asm__ volatile("fninit");
}
