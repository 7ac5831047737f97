// SPDX-License-Identifier: CC0-1.0
// CR0: what may not be combined, LMSW and SMSW, CLTS, ET; CR2, CR3, CR4 as they
// read back; registers that do not exist (SDM 3A, 2.5; SDM 2B, MOV).
// manual: SDM 2B, MOV to control registers: NW without CD is #GP(0). QEMU takes it.
//   qemu:   CR0 20000031 : done cs 0008 flags 00000002 frame own-12 eax=00000031 ecx=20000031
//   manual: CR0 20000031 : #GP(0000) at +2 cs 0008 flags 00000002 frame own-16 eax=20000031
#include "guest.h"

ROUTINE(set_cr0, "movl %ebx, %eax\n movl %eax, %cr0\n movl %cr0, %ecx\n movl $0x31, %eax\n movl %eax, %cr0\n ret");
ROUTINE(lmsw_clears, "xorl %eax, %eax\n lmsw %ax\n movl %cr0, %ecx\n ret");
ROUTINE(lmsw_sets, "movl $0xF, %eax\n lmsw %ax\n movl %cr0, %ecx\n clts\n movl %cr0, %edx\n movl $0x31, %eax\n movl %eax, %cr0\n ret");
ROUTINE(smsw_forms, "smswl %eax\n movzwl %ax, %eax\n movl $-1, %ebx\n smsww %bx\n ret");
ROUTINE(cr2, "movl $0x12345678, %eax\n movl %eax, %cr2\n movl %cr2, %ebx\n movl %cr3, %ecx\n ret");
ROUTINE(cr1, ".byte 0x0F, 0x20, 0xC8\n ret");
ROUTINE(cr5, ".byte 0x0F, 0x20, 0xE8\n ret");
ROUTINE(cr7, ".byte 0x0F, 0x22, 0xF8\n ret");
ROUTINE(mod_ignored, ".byte 0x0F, 0x20, 0x00\n ret");
ROUTINE(cr3_low, "movl $0x123018, %eax\n movl %eax, %cr3\n movl %cr3, %ebx\n xorl %eax, %eax\n movl %eax, %cr3\n ret");
ROUTINE(cr4_bits, "movl %ebx, %eax\n movl %eax, %cr4\n movl %cr4, %ecx\n xorl %eax, %eax\n movl %eax, %cr4\n ret");

static void cr0(u32 value) {
  const struct attempt how = {.ebx = value};
  print("CR0 %x ", value);
  attempt_as(&how, "", set_cr0);
}

PROGRAM(control_registers) {
  cr0(0x31);
  cr0(0x11);
  cr0(0x21);
  cr0(0x3F);
  cr0(0x10031);
  cr0(0x40031);
  cr0(0x60000031);
  cr0(0x20000031);
  attempt("LMSW does not clear PE", lmsw_clears);
  attempt("LMSW sets MP, EM, TS", lmsw_sets);
  attempt("SMSW", smsw_forms);
  attempt("CR2", cr2);
  attempt("CR1", cr1);
  attempt("CR5", cr5);
  attempt("CR7", cr7);
  attempt("MOV with another mod", mod_ignored);
  attempt("CR3", cr3_low);
  static const u32 kCr4[] = {0x4, 0x8, 0x10, 0x80, 0x200, 0x400, 0x9C};
  for (unsigned i = 0; i < 7; ++i) {
    const struct attempt how = {.ebx = kCr4[i]};
    print("CR4 %x ", kCr4[i]);
    attempt_as(&how, "", cr4_bits);
  }
}
