// SPDX-License-Identifier: CC0-1.0
// Instructions of ring 0 alone: #GP(0) elsewhere (SDM 3A, 5.9); and those that
// anybody may execute.
// manual: SDM 2A, INVD, and 2C, WBINVD: they are of ring 0 alone. QEMU 10 lets everybody execute them.
//   qemu:     invd: done cs 0019 flags 00000002 frame ring0-20 from 0021:own+0
//   manual:   invd: #GP(0000) at +0 cs 0019 flags 00000002 frame ring0-20 from 0021:own-4
//   qemu:     wbinvd: done cs 0019 flags 00000002 frame ring0-20 from 0021:own+0
//   manual:   wbinvd: #GP(0000) at +0 cs 0019 flags 00000002 frame ring0-20 from 0021:own-4
//   qemu:     invd: done cs 002a flags 00000002 frame ring0-20 from 0032:own+0
//   manual:   invd: #GP(0000) at +0 cs 002a flags 00000002 frame ring0-20 from 0032:own-4
//   qemu:     wbinvd: done cs 002a flags 00000002 frame ring0-20 from 0032:own+0
//   manual:   wbinvd: #GP(0000) at +0 cs 002a flags 00000002 frame ring0-20 from 0032:own-4
//   qemu:     invd: done cs 003b flags 00000002 frame ring0-20 from 0043:own+0
//   manual:   invd: #GP(0000) at +0 cs 003b flags 00000002 frame ring0-20 from 0043:own-4
//   qemu:     wbinvd: done cs 003b flags 00000002 frame ring0-20 from 0043:own+0
//   manual:   wbinvd: #GP(0000) at +0 cs 003b flags 00000002 frame ring0-20 from 0043:own-4
#include "guest.h"

ROUTINE(hlt, "hlt");
ROUTINE(clts, "clts\n ret");
ROUTINE(lgdt, "lgdt 0x100000\n ret");
ROUTINE(lidt, "lidt 0x100000\n ret");
ROUTINE(lmsw, "movw $1, %ax\n lmsw %ax\n ret");
ROUTINE(to_cr0, "movl %eax, %cr0\n ret");
ROUTINE(from_cr0, "movl %cr0, %eax\n ret");
ROUTINE(from_cr2, "movl %cr2, %eax\n ret");
ROUTINE(to_cr3, "movl %eax, %cr3\n ret");
ROUTINE(from_cr4, "movl %cr4, %eax\n ret");
ROUTINE(invd, "invd\n ret");
ROUTINE(wbinvd, "wbinvd\n ret");
ROUTINE(invlpg_, "invlpg 0x100000\n ret");
ROUTINE(rdmsr, "movl $0x1B, %ecx\n rdmsr\n ret");
ROUTINE(wrmsr, "movl $0x1B, %ecx\n wrmsr\n ret");
ROUTINE(smsw, "smsww %ax\n movzwl %ax, %eax\n ret");
ROUTINE(sgdt, "subl $8, %esp\n sgdt (%esp)\n addl $8, %esp\n ret");
ROUTINE(str, "str %eax\n ret");
ROUTINE(cpuid, "xorl %eax, %eax\n cpuid\n xorl %eax, %eax\n movl %eax, %ebx\n movl %eax, %ecx\n movl %eax, %edx\n ret");
ROUTINE(pause_, "pause\n ret");

#define TRY(id) attempt_in(ring, "  " #id, id)
PROGRAM(privileged) {
  for (unsigned ring = 1; ring < 4; ++ring) {
    print("ring %u\n", ring);
    TRY(hlt);
    TRY(clts);
    TRY(lgdt);
    TRY(lidt);
    TRY(lmsw);
    TRY(to_cr0);
    TRY(from_cr0);
    TRY(from_cr2);
    TRY(to_cr3);
    TRY(from_cr4);
    TRY(invd);
    TRY(wbinvd);
    TRY(invlpg_);
    TRY(rdmsr);
    TRY(wrmsr);
    TRY(smsw);
    TRY(sgdt);
    TRY(str);
    TRY(cpuid);
    TRY(pause_);
  }
}
