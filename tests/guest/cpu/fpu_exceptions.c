// SPDX-License-Identifier: CC0-1.0
// Unmasked x87 exceptions: pending until the next waiting instruction, then #MF
// at that one (SDM 1, 8.6; CR0.NE set). The status word tells which.
// manual: SDM 1, 8.6, and 2A, FLDCW, FSTENV: #MF comes at the next instruction that waits,
// before it looks at its operand; FNSTENV masks all. QEMU asks at WAIT alone, and masks none.
//   qemu:   then_load: done cs 0008 flags 00000002 frame own-12
//   manual: then_load: #MF at +21 cs 0008 flags 00000002 frame own-16
//   qemu:   unmasked_later: done cs 0008 flags 00000002 frame own-12 eax=a0a03804
//   manual: unmasked_later: #MF at +26 cs 0008 flags 00000002 frame own-16 eax=a0a03804
//   qemu:   load_of_nothing: done cs 0008 flags 00000002 frame own-12
//   manual: load_of_nothing: #MF at +21 cs 0008 flags 00000002 frame own-16
//   qemu:   mmx: done cs 0008 flags 00000002 frame own-12
//   manual: mmx: #MF at +21 cs 0008 flags 00000002 frame own-16
//   qemu:   store_environment: done cs 0008 flags 00000002 frame own-12 eax=a0a0b884 ebx=b0b00340 ecx=c0c00340
//   manual: store_environment: done cs 0008 flags 00000002 frame own-12 eax=a0a0b884 ebx=b0b00340 ecx=c0c0037f
//   qemu:   restored: done cs 0008 flags 00000002 frame own-12
//   manual: restored: #MF at +29 cs 0008 flags 00000002 frame own-16
//   qemu:   load_of_nothing: #PF(0000) cr2 50000000 at +21 cs 0008 flags 00000002 frame own-16
//   manual: load_of_nothing: #MF at +21 cs 0008 flags 00000002 frame own-16
#include "guest.h"

#define UNMASK "movw $0x340, control\n fldcw control\n"
ROUTINE(zero_divide, UNMASK "fld1\n fldz\n fdivrp\n nop\n fnstsw %ax\n fwait\n ret\n .lcomm control, 4");
ROUTINE(then_load, UNMASK "fld1\n fldz\n fdivrp\n fld1\n ret");
ROUTINE(then_no_wait, UNMASK "fld1\n fldz\n fdivrp\n fnclex\n fwait\n fnstsw %ax\n ret");
ROUTINE(stack_underflow, UNMASK "fninit\n movw $0x37E, control\n fldcw control\n fadd %st(1), %st\n fnstsw %ax\n fwait\n ret");
ROUTINE(stack_overflow, "fninit\n movw $0x37E, control\n fldcw control\n fld1\n fld1\n fld1\n fld1\n fld1\n fld1\n fld1\n fld1\n fld1\n fnstsw %ax\n fwait\n ret");
ROUTINE(unmasked_later, "fninit\n fld1\n fldz\n fdivrp\n fnstsw %ax\n movw $0x37B, control\n fldcw control\n nop\n fwait\n ret");
ROUTINE(masked, "fninit\n fld1\n fldz\n fdivrp\n fwait\n fnstsw %ax\n ret");
ROUTINE(load_of_nothing, UNMASK "fld1\n fldz\n fdivrp\n flds %ss:nowhere\n ret\n .set nowhere, 0x50000000");
ROUTINE(mmx, UNMASK "fld1\n fldz\n fdivrp\n emms\n ret");
ROUTINE(store_environment, UNMASK "fld1\n fldz\n fdivrp\n fnstenv environment\n fld1\n fnstcw control\n movw control, %cx\n movw environment, %bx\n movw environment + 4, %ax\n ret\n .lcomm environment, 28");
ROUTINE(restored, "fninit\n fld1\n fldz\n fdivrp\n fnstenv environment\n movw $0x37B, environment\n fldenv environment\n fld1\n ret");
ROUTINE(not_available, UNMASK "fld1\n fldz\n fdivrp\n movl %cr0, %eax\n orl $8, %eax\n movl %eax, %cr0\n xorl %eax, %eax\n fld1\n ret");
ROUTINE(no_error, UNMASK "fld1\n fld1\n faddp\n fwait\n fnstsw %ax\n ret");
ROUTINE(masked_again, UNMASK "fld1\n fldz\n fdivrp\n fnstcw control\n orw $0x3F, control\n fninit\n fwait\n fld1\n ret");

#define TRY(id) do { __asm__ volatile("fninit"); attempt(#id, id); __asm__ volatile("clts\n fninit"); } while (0)
PROGRAM(fpu_exceptions) {
  TRY(zero_divide);
  TRY(then_load);
  TRY(then_no_wait);
  TRY(stack_underflow);
  TRY(stack_overflow);
  TRY(unmasked_later);
  TRY(masked);
  TRY(load_of_nothing);
  TRY(mmx);
  TRY(store_environment);
  TRY(restored);
  TRY(no_error);
  TRY(masked_again);
  TRY(not_available);
  __asm__ volatile("clts\n fninit");
  paging_on(0);
  TRY(load_of_nothing);
}
