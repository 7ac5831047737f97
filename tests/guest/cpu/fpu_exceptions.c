// SPDX-License-Identifier: CC0-1.0
// Unmasked x87 exceptions: pending until the next waiting instruction, then #MF
// at that one (SDM 1, 8.6; CR0.NE set). The status word tells which.
#include "guest.h"

#define UNMASK "movw $0x340, control\n fldcw control\n"
ROUTINE(zero_divide, UNMASK "fld1\n fldz\n fdivrp\n nop\n fnstsw %ax\n fwait\n ret\n .lcomm control, 4");
ROUTINE(then_load, UNMASK "fld1\n fldz\n fdivrp\n fld1\n ret");
ROUTINE(then_no_wait, UNMASK "fld1\n fldz\n fdivrp\n fnclex\n fwait\n fnstsw %ax\n ret");
ROUTINE(stack_underflow, UNMASK "fninit\n movw $0x37E, control\n fldcw control\n fadd %st(1), %st\n fnstsw %ax\n fwait\n ret");
ROUTINE(stack_overflow, "fninit\n movw $0x37E, control\n fldcw control\n fld1\n fld1\n fld1\n fld1\n fld1\n fld1\n fld1\n fld1\n fld1\n fnstsw %ax\n fwait\n ret");
ROUTINE(unmasked_later, "fninit\n fld1\n fldz\n fdivrp\n fnstsw %ax\n movw $0x37B, control\n fldcw control\n nop\n fwait\n ret");
ROUTINE(masked, "fninit\n fld1\n fldz\n fdivrp\n fwait\n fnstsw %ax\n ret");

#define TRY(id) do { __asm__ volatile("fninit"); attempt(#id, id); __asm__ volatile("fninit"); } while (0)
PROGRAM(fpu_exceptions) {
  TRY(zero_divide);
  TRY(then_load);
  TRY(then_no_wait);
  TRY(stack_underflow);
  TRY(stack_overflow);
  TRY(unmasked_later);
  TRY(masked);
}
